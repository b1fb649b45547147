using System.Globalization;
using Recount.Fitting.Objectives;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Fitting.Certified;

/// <summary>A fit of squares whose minimum is computed in 96 digits, from the doubles that a search is given.</summary>
/// <param name="Formula">In <paramref name="Names"/> and x.</param>
/// <param name="Near">A start close to the minimum; the precise iteration begins here too.</param>
/// <param name="Far">A start far from it.</param>
/// <param name="Logs">Parameters that are searched by their logarithms.</param>
internal sealed record Reference(string Title, string Formula, string[] Names, double[] X, double[] Y, double[] Near, double[] Far, string[] Logs)
{
    public override string ToString() => Title;

    public FitProblem Problem => new(Fits.Model(Formula, Names, ("x", X)), [.. Names.Select(n => new FitParameter(n, Logs.Contains(n)))], Y, new Loss.Squares(), []);

    /// <summary>Gauss and Newton's iteration on the normal equations until 30 digits stand still; at its end the gradient is zero to as many.</summary>
    public (double[] Parameters, double Squares) Certify()
    {
        var bound = Fits.Bind(Recount.Quantities.Expressions.Formula.Parse(Formula, out _)!.Terms[0], [.. Names, "x"]);
        Precise[] point = [.. Near.Select(Precise.Of)];
        for (var i = 0; i < 400; i++)
        {
            var (normal, slope, _) = Normal(bound, point);
            var step = Solve(normal, slope);
            point = [.. point.Zip(step, (p, s) => p + s)];
            if (point.Zip(step).All(p => Precise.Abs(p.Second).ToDouble() <= 1e-32 * Precise.Abs(p.First).ToDouble()))
            {
                return ([.. point.Select(p => p.ToDouble())], Normal(bound, point).Squares.ToDouble());
            }
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Title}: the precise iteration did not come to rest at {string.Join(", ", point.Select(p => p.ToDouble()))}"));
    }

    private (Precise[,] Normal, Precise[] Slope, Precise Squares) Normal(Expression bound, Precise[] point)
    {
        var n = point.Length;
        var (normal, slope, squares) = (new Precise[n, n], new Precise[n], (Precise)0);
        Dual[] inputs = [.. point.Select((p, i) => new Dual(p, [.. Enumerable.Range(0, n).Select(j => (Precise)(i == j ? 1 : 0))]))];
        for (var row = 0; row < X.Length; row++)
        {
            var at = Reading.Of(bound, [.. inputs, new Dual(Precise.Of(X[row]), [])]);
            var residual = Precise.Of(Y[row]) - at.Value;
            squares += residual * residual;
            for (var i = 0; i < n; i++)
            {
                slope[i] += at.Slopes[i] * residual;
                for (var j = 0; j < n; j++)
                {
                    normal[i, j] += at.Slopes[i] * at.Slopes[j];
                }
            }
        }

        return (normal, slope, squares);
    }

    // Elimination; 96 digits need no exchange of rows in a positive definite system.
    private static Precise[] Solve(Precise[,] a, Precise[] b)
    {
        var n = b.Length;
        for (var k = 0; k < n; k++)
        {
            for (var i = k + 1; i < n; i++)
            {
                var share = a[i, k] / a[k, k];
                for (var j = k; j < n; j++)
                {
                    a[i, j] -= share * a[k, j];
                }

                b[i] -= share * b[k];
            }
        }

        for (var k = n - 1; k >= 0; k--)
        {
            for (var j = k + 1; j < n; j++)
            {
                b[k] -= a[k, j] * b[j];
            }

            b[k] /= a[k, k];
        }

        return b;
    }
}
