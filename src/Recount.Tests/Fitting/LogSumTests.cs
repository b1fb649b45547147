using System.Runtime.Intrinsics;
using CsCheck;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Statistics;

namespace Recount.Tests.Fitting;

/// <summary>The fast way to log-sum-exp models against the plain one.</summary>
public class LogSumTests
{
    private static readonly string[] Parameters = ["a", "b", "c", "d", "e", "f"];

    // Terms of every form that is recognised: scales, slopes, both, neither; shared parameters; minus signs; columns as factors.
    private static readonly string[] Terms =
    [
        "a", "a * b", "exp(a)", "a / n^b", "a * exp(c * n)", "a * b * exp(-d * ln(n))", "exp(a - b * ln(n))", "2 * c / (n^b * m^d)", "m * e / n^b", "exp(f + (a - c) / n + d * (n - 1))",
        "e * exp(-b * ln(n) + f * ln(m) / 3)", "3", "n * exp(-a * m)", "-0.01 * exp(-b * n)", "c * m^0.3 / n^d",
    ];

    [Fact]
    public void Values_and_gradients_agree_with_the_plain_path()
    {
        var compared = 0;
        Gen.Select(Gen.Int[0, Terms.Length - 1].Array[1, 4], Gen.Int[1, 40], Gen.UInt, Gen.Bool).Sample((terms, rows, seed, squares) =>
        {
            var (problem, point) = Random(terms, rows, seed, squares);
            if (LogSumLoss.Of(problem) is not { } fast)
            {
                Assert.All(terms, t => Assert.Equal("3", Terms[t]));
                return;
            }

            double[] gradient = new double[6], plain = new double[6];
            var value = fast.At(point, gradient);
            var expected = new PlainLoss(problem).At(point, plain);
            if (double.IsFinite(expected))
            {
                compared++;
                // Huber's slopes of 0.1 may cancel.
                var largest = Math.Max(0.1, plain.Max(Math.Abs));

                // A small residual keeps the rounding of the logarithms that it is the difference of.
                Assert.Equal(expected, value, rows * ((1e-13 * Math.Abs(expected)) + (4e-15 * Math.Sqrt(Math.Abs(expected)))));
                Assert.All(plain.Zip(gradient), g => Assert.Equal(g.First, g.Second, 1e-13 * largest * rows));
            }
        }, iter: 2_000, threads: 1);
        Assert.True(compared > 1_000, $"{compared} were compared");
    }

    [Fact]
    public void Hessians_are_the_slopes_of_gradients()
    {
        var compared = 0;
        Gen.Select(Gen.Int[0, Terms.Length - 1].Array[1, 4], Gen.Int[1, 40], Gen.UInt).Sample((terms, rows, seed) =>
        {
            // Squares: Huber's gradient has kinks that a difference may step over.
            var (problem, point) = Random(terms, rows, seed, squares: true);
            if (LogSumLoss.Of(problem) is not { } fast)
            {
                return;
            }

            double[] gradient = new double[6], hessian = new double[36];
            if (!double.IsFinite(fast.At(point, gradient)))
            {
                return;
            }

            fast.Hessian(point, hessian, new double[6]);
            for (var i = 0; i < 6; i++)
            {
                const double h = 1e-5;
                if (Slope(fast, point, i, h) is { } slope && Slope(fast, point, i, 2 * h) is { } coarse)
                {
                    // Twice the step is four times as wrong where the slope bends: what both differ by is three times what is wrong with the finer one.
                    compared++;
                    var largest = hessian.Max(Math.Abs) + gradient.Max(Math.Abs);
                    Assert.All(Enumerable.Range(0, 6), j => Assert.Equal(slope[j], hessian[(i * 6) + j], (1e-5 * largest) + Math.Abs(slope[j] - coarse[j])));
                }
            }
        }, iter: 1_000, threads: 1);
        Assert.True(compared > 3_000, $"{compared} rows were compared");
    }

    // Of the gradient along one parameter, by central differences; null beyond where the loss has a value.
    private static double[]? Slope(LogSumLoss loss, double[] point, int parameter, double step)
    {
        double[]? At(double offset)
        {
            double[] moved = [.. point], gradient = new double[6];
            moved[parameter] += offset;
            return double.IsFinite(loss.At(moved, gradient)) ? gradient : null;
        }

        return At(step) is { } up && At(-step) is { } down ? [.. up.Zip(down, (u, d) => (u - d) / (2 * step))] : null;
    }

    [Fact]
    public void Only_log_sums_are_recognised()
    {
        string[] others = ["a + b * n", "ln(a / (1 + b * n))", "ln(a + exp(b * c * n))", "ln(a * a / n^b)", "ln(a * exp(a * n))", "ln(a) + b", "ln(a + abs(b) / n)", "ln(a + 1 / (b * n))"];

        Assert.All(others, f => Assert.Null(Model(f, [1, 2], [3, 5]).LogSum));
        Assert.All(Terms.Where(t => t != "3"), t => Assert.NotNull(Model($"ln({t} + a * exp(c * n))", [1, 2], [3, 5]).LogSum));
    }

    [Fact]
    public void Exponentials_and_logarithms_are_right_to_the_last_bits()
    {
        for (var x = -707.9; x < 707.9; x += 0.01037)
        {
            var expected = Math.Exp(x);
            Assert.Equal(expected, Transcendental.Exp(Vector512.Create(x))[3], 1e-15 * expected);
            var (ln, inverse) = Transcendental.Ln(Vector512.Create(expected));
            Assert.Equal(Math.Log(expected), ln[5], 1e-15 * Math.Max(0.5, Math.Abs(x)));
            Assert.Equal(1, inverse[0] * expected, 1e-15);
        }

        Assert.Equal([0, 0, double.PositiveInfinity, double.PositiveInfinity, double.NaN],
            new[] { -800, double.NegativeInfinity, 710, double.PositiveInfinity, double.NaN }.Select(x => Transcendental.Exp(Vector512.Create(x))[0]));
        Assert.All([0, -1, double.PositiveInfinity, double.NaN], x => Assert.False(double.IsFinite(Transcendental.Ln(Vector512.Create(x)).Ln[0])));
    }

    private static (FitProblem Problem, double[] Point) Random(int[] terms, int rows, uint seed, bool squares)
    {
        var random = new MersenneTwister(seed);
        double[] Numbers(double low, double high, int count) => [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.Next(1_000_003) / 1_000_003))];
        var model = Model($"ln({string.Join(" + ", terms.Select(t => Terms[t]))})", Numbers(0.5, 4, rows), Numbers(0.5, 4, rows));
        Loss loss = squares ? new Loss.Squares() : new Loss.Huber(0.1);
        double[] weights = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(3))];
        return (new(model, [.. Parameters.Select(p => new FitParameter(p))], Numbers(-1, 1, rows), loss, weights), Numbers(0.3, 1.7, 6));
    }

    private static Model Model(string formula, double[] n, double[] m) => Fits.Model(formula, Parameters, ("n", n), ("m", m));
}
