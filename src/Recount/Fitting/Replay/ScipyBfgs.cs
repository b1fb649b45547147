namespace Recount.Fitting.Replay;

/// <summary>
/// <c>minimize(method="BFGS")</c> of SciPy 1.10: dense BFGS from a unit matrix, line search by <see cref="MoreThuente"/> and, where that fails, by
/// <see cref="StrongWolfe"/>. The gradient's size is its only rule: where rounding keeps it above, the search ends without success.
/// </summary>
/// <param name="MostIterations">Null: 200 per parameter.</param>
public sealed record ScipyBfgs(double GradientTolerance = 1e-5, double? Difference = null, int? MostIterations = null) : ScipySearch(GradientTolerance, Difference)
{
    /// <summary>The <c>eps</c> of SciPy's BFGS where no gradient is given.</summary>
    public const double DefaultDifference = 1.4901161193847656e-08;

    private const double Enough = 1e-4, Flat = 0.9, Shortest = 1e-100, Longest = 1e100, Narrow = 1e-14;
    private const int MostTries = 100;

    private protected override Stop Run(ScalarFunction function, double[] x)
    {
        var n = x.Length;
        var (value, gradient) = (function.Value(x), function.Gradient(x));
        var earlier = value + (Math.Sqrt(Dot(gradient, gradient)) / 2);
        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
        }

        var (taken, most) = (0, MostIterations ?? 200 * n);
        Stop End(bool success, string why) => new(x, value, Largest(gradient), taken, function.Evaluations, success, why);
        while (Largest(gradient) > GradientTolerance && taken < most)
        {
            double[] direction = [.. Enumerable.Range(0, n).Select(i => -Enumerable.Range(0, n).Sum(j => inverse[i, j] * gradient[j]))];
            if (Along(function, x, direction, value, earlier, Dot(gradient, direction)) is not var (length, lower))
            {
                return End(false, Stop.NoStep);
            }

            double[] step = [.. direction.Select(d => length * d)];
            (x, earlier, value) = ([.. x.Zip(step, (p, s) => p + s)], value, lower);
            var further = function.Gradient(x);
            double[] change = [.. further.Zip(gradient, (after, before) => after - before)];
            gradient = further;
            taken++;
            if (Largest(gradient) <= GradientTolerance)
            {
                break;
            }

            if (!double.IsFinite(value) || Dot(direction, direction) == 0)
            {
                return double.IsFinite(value) ? End(true, "the step is zero") : End(false, Stop.NoStep);
            }

            Update(inverse, step, change);
        }

        return taken >= most ? End(false, Stop.Iterated)
            : gradient.Any(double.IsNaN) || double.IsNaN(value) ? End(false, Stop.NoNumber)
            : End(true, Stop.SmallGradient);
    }

    private static (double Length, double Value)? Along(ScalarFunction function, double[] x, double[] direction, double value, double earlier, double slope)
    {
        double[] At(double length) => [.. x.Zip(direction, (p, d) => p + (length * d))];
        double SlopeAt(double length) => Dot(function.Gradient(At(length)), direction);

        // A first length from the decrease of the step before.
        var first = slope == 0 ? 1 : Math.Min(1, 1.01 * 2 * (value - earlier) / slope);
        first = first < 0 ? 1 : first;
        var search = new MoreThuente(value, slope, first, Enough, Flat, Narrow, Shortest, Longest);
        var found = value;
        for (var i = 1; i < MostTries && search.State == MoreThuente.Progress.Evaluate; i++)
        {
            found = function.Value(At(search.Step));
            search.Next(found, SlopeAt(search.Step));
        }

        return search.State == MoreThuente.Progress.Found ? (search.Step, found)
            : new StrongWolfe(l => function.Value(At(l)), SlopeAt, value, slope, Enough, Flat, Longest).From(first) is var (length, lower, _) ? (length, lower)
            : null;
    }

    // H := (I - r s y') H (I - r y s') + r s s', r = 1 / y's, or 1000 where that is infinite.
    private static void Update(double[,] inverse, double[] s, double[] y)
    {
        var n = s.Length;
        var curvature = Dot(y, s);
        var r = curvature == 0 ? 1000 : 1 / curvature;
        double[,] Left(Func<int, int, double> a, Func<int, int, double> b)
        {
            var product = new double[n, n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    for (var k = 0; k < n; k++)
                    {
                        product[i, j] += a(i, k) * b(k, j);
                    }
                }
            }

            return product;
        }

        static double Unit(int i, int j) => i == j ? 1 : 0;
        var right = Left((i, k) => inverse[i, k], (k, j) => Unit(k, j) - (y[k] * s[j] * r));
        var all = Left((i, k) => Unit(i, k) - (s[i] * y[k] * r), (k, j) => right[k, j]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                inverse[i, j] = all[i, j] + (r * s[i] * s[j]);
            }
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (u, v) => u * v).Sum();
}
