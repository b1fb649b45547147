namespace Recount.Fitting.Replay;

/// <summary>
/// <c>minimize(method="L-BFGS-B")</c> of SciPy 1.10 where nothing is bounded: version 3.0 of the code of Byrd, Lu, Nocedal and Zhu (1995), with the ten latest steps and
/// the line search of <see cref="MoreThuente"/>. Its second rule compares the decrease with max(|f|, 1): below 1 a relative tolerance is an absolute one, and
/// an objective of 1e-3 stops at a share of 2e-6 of itself, its mean over 240 rows at 5e-4.
/// </summary>
/// <param name="DecreaseTolerance"><c>ftol</c>.</param>
public sealed record LbfgsB(double GradientTolerance = 1e-5, double? Difference = null, double DecreaseTolerance = 2.220446049250313e-09,
    int MostIterations = 15_000, int MostEvaluations = 15_000) : ScipySearch(GradientTolerance, Difference)
{
    /// <summary>The <c>eps</c> of SciPy's L-BFGS-B where no gradient is given.</summary>
    public const double DefaultDifference = 1e-8;

    private const double Enough = 1e-3, Flat = 0.9, Narrow = 0.1, Longest = 1e10, Epsilon = 2.220446049250313e-16;
    private const int Remembered = 10, MostTries = 20;

    private protected override Stop Run(ScalarFunction function, double[] x)
    {
        var (value, gradient, taken) = (function.Value(x), function.Gradient(x), 0);
        var memory = new List<(double[] Step, double[] Change, double Curvature)>();
        Stop End(bool success, string why) => new(x, value, Largest(gradient), taken, function.Evaluations, success, why);
        if (Largest(gradient) <= GradientTolerance)
        {
            return End(true, Stop.SmallGradient);
        }

        while (true)
        {
            var direction = Direction(memory, gradient);
            var slope = Dot(gradient, direction);
            if (Along(function, x, direction, value, slope, taken == 0) is not var (next, lower, length))
            {
                if (memory.Count == 0)
                {
                    return End(false, Stop.NoStep);
                }

                // Forget all steps and begin anew along the gradient.
                memory.Clear();
                continue;
            }

            var (before, old) = (value, gradient);
            (x, value, gradient) = (next, lower, function.Gradient(next));
            taken++;
            if (taken >= MostIterations)
            {
                return End(false, Stop.Iterated);
            }

            if (function.Evaluations > MostEvaluations)
            {
                return End(false, Stop.Evaluated);
            }

            if (Largest(gradient) <= GradientTolerance)
            {
                return End(true, Stop.SmallGradient);
            }

            if (before - value <= DecreaseTolerance * Math.Max(Math.Max(Math.Abs(before), Math.Abs(value)), 1))
            {
                return End(true, Stop.SmallDecrease);
            }

            double[] change = [.. gradient.Zip(old, (a, b) => a - b)];
            var curvature = (Dot(gradient, direction) - slope) * length;
            if (curvature > Epsilon * -slope * length)
            {
                memory.Add(([.. direction.Select(d => length * d)], change, curvature));
                memory.RemoveRange(0, Math.Max(0, memory.Count - Remembered));
            }
        }
    }

    // -H g by the two loops (Nocedal 1980), H scaled by s'y / y'y of the latest step.
    private static double[] Direction(List<(double[] Step, double[] Change, double Curvature)> memory, double[] gradient)
    {
        double[] direction = [.. gradient.Select(g => -g)];
        var shares = new double[memory.Count];
        for (var k = memory.Count - 1; k >= 0; k--)
        {
            shares[k] = Dot(memory[k].Step, direction) / memory[k].Curvature;
            Add(direction, memory[k].Change, -shares[k]);
        }

        if (memory.Count > 0)
        {
            var scale = memory[^1].Curvature / Dot(memory[^1].Change, memory[^1].Change);
            direction = [.. direction.Select(d => d * scale)];
        }

        for (var k = 0; k < memory.Count; k++)
        {
            Add(direction, memory[k].Step, shares[k] - (Dot(memory[k].Change, direction) / memory[k].Curvature));
        }

        return direction;
    }

    private static (double[] Next, double Value, double Length)? Along(ScalarFunction function, double[] x, double[] direction, double value, double slope, bool isFirst)
    {
        if (!(slope < 0))
        {
            return null;
        }

        // The very first step is one unit long.
        var search = new MoreThuente(value, slope, isFirst ? Math.Min(1 / Math.Sqrt(Dot(direction, direction)), Longest) : 1, Enough, Flat, Narrow, 0, Longest);
        for (var i = 0; i < MostTries; i++)
        {
            double[] next = [.. x.Zip(direction, (p, d) => (search.Step * d) + p)];
            var at = function.Value(next);
            search.Next(at, Dot(function.Gradient(next), direction));
            if (search.State != MoreThuente.Progress.Evaluate)
            {
                return (next, at, search.Step);
            }
        }

        return null;
    }

    private static void Add(double[] into, double[] values, double share)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] += share * values[i];
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (u, v) => u * v).Sum();
}
