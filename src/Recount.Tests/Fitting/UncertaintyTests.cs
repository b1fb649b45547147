using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearRegression;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Quantities.Expressions;
using Recount.Statistics;

namespace Recount.Tests.Fitting;

/// <summary>How sure one can be, held against closed forms, enumeration and simulation.</summary>
public class UncertaintyTests
{
    private static readonly double[] X = [.. Enumerable.Range(0, 20).Select(i => i / 4.0)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The values that numpy.percentile documents by its rule: at (n - 1) q, linear between.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 3)]
    [InlineData(0.95, 7.4)]
    [InlineData(1, 8)]
    [InlineData(1.5, 8)]
    public void Quantiles_are_numpys_percentiles(double share, double expected) => Assert.Equal(expected, Uncertainty.Quantile([1, 2, 4, 8], share), 1e-12);

    [Fact]
    public void Quantiles_of_one_value_are_that_value() => Assert.Equal(5, Uncertainty.Quantile([5.0], 0.975));

    [Fact]
    public void A_standard_deviation_is_over_one_less() => Assert.Equal(Math.Sqrt(32 / 7.0), Uncertainty.StandardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), 1e-14);

    [Fact]
    public void A_bootstrap_of_a_mean_is_one_of_means()
    {
        var y = Skewed;
        var fit = Mean(y);
        var means = new Resampling(400, 7, 1, true, null).Rows(y.Length).Select(d => d.Zip(y, (w, v) => w * v).Sum() / y.Length).Order().ToArray();
        var own = Uncertainty.Of(fit, Only(0, "m"), null, UncertaintyBy.Bootstrap, 0.9, Stop)!;

        Assert.Equal((400.0, Uncertainty.StandardDeviation(means)), (own.Draws, own.StandardError!.Value), Near(1e-9));
        Assert.Equal((Uncertainty.Quantile(means, 0.05), Uncertainty.Quantile(means, 0.95)), (own.Low!.Value, own.High!.Value), Near(1e-9));
    }

    [Fact]
    public void Bca_of_a_mean_is_efrons_by_hand()
    {
        // For a mean the acceleration is the skewness of the data over 6 sqrt(n) (Efron 1987), and the jackknife is not needed for it.
        var y = Skewed;
        var means = new Resampling(400, 7, 1, true, null).Rows(y.Length).Select(d => d.Zip(y, (w, v) => w * v).Sum() / y.Length).Order().ToArray();
        var mean = y.Average();
        var skewness = y.Average(v => Math.Pow(v - mean, 3)) / Math.Pow(y.Average(v => Math.Pow(v - mean, 2)), 1.5);
        var acceleration = skewness / (6 * Math.Sqrt(y.Length));
        var bias = Normal.InvCDF(0, 1, means.Count(m => m < mean) / 400.0);
        double End(double z) => Uncertainty.Quantile(means, Normal.CDF(0, 1, bias + ((bias + z) / (1 - (acceleration * (bias + z))))));
        var own = Uncertainty.Of(Mean(y), Only(0, "m"), null, UncertaintyBy.Bca, 0.9, Stop)!;
        var plain = Uncertainty.Of(Mean(y), Only(0, "m"), null, UncertaintyBy.Bootstrap, 0.9, Stop)!;

        Assert.Equal((End(-1.6448536269514722), End(1.6448536269514722)), (own.Low!.Value, own.High!.Value), Near(1e-6));
        Assert.True(own.High > plain.High && own.Low > plain.Low, "a long tail to the right moves the interval to the right");
    }

    [Fact]
    public void The_delta_method_says_what_a_simulation_says()
    {
        const int times = 2000;
        var quantity = new Quantity(Fits.Bind(Formula.Parse("a^2 * b", out _)!.Terms[0], ["a", "b"]), 2);
        var random = new MersenneTwister(3);
        var model = Fits.Model("a * exp(b * x)", ["a", "b"], ("x", X));
        var all = Enumerable.Range(0, times).Select(_ =>
        {
            var noise = random.Normals(X.Length);
            var fit = new Fit(new(model, [new("a", true), new("b")], [.. X.Select((x, i) => (2 * Math.Exp(-0.3 * x)) + (0.02 * noise[i]))], new Loss.Squares(), []), [[0, 0]],
                new Optimiser.ToTheEnd(), null);
            return (Value: quantity.Of(fit.Parameters(Stop)), Error: Uncertainty.Of(fit, quantity, null, UncertaintyBy.Curvature, 0.95, Stop)!.StandardError!.Value);
        }).ToList();

        // Of 2,000 numbers a standard deviation is sure to one part in 63.
        Assert.Equal(1, Uncertainty.StandardDeviation([.. all.Select(a => a.Value)]) / Math.Sqrt(all.Average(a => a.Error * a.Error)), 2.6 / Math.Sqrt(2 * times));
    }

    [Fact]
    public void Covariances_of_a_line_are_the_closed_forms()
    {
        var (fit, slope, scatter, spread, residuals) = Line();
        var mean = X.Average();
        var robust = Math.Sqrt(X.Zip(residuals, (x, r) => (x - mean) * (x - mean) * r * r).Sum() * X.Length / (X.Length - 2)) / spread;
        var curvature = Uncertainty.Of(fit, Only(1, "a", "b"), 1, UncertaintyBy.Curvature, 0.95, Stop)!;

        Assert.Equal(Math.Sqrt(scatter / (X.Length - 2) / spread), curvature.StandardError!.Value, 1e-9);
        Assert.Equal((slope - (1.959963984540054 * curvature.StandardError.Value), slope + (1.959963984540054 * curvature.StandardError.Value)), (curvature.Low!.Value, curvature.High!.Value), Near(1e-9));
        Assert.Equal(robust, Uncertainty.Of(fit, Only(1, "a", "b"), 1, UncertaintyBy.Sandwich, 0.95, Stop)!.StandardError!.Value, 1e-9);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [InlineData(0.999)]
    public void The_profile_of_a_line_is_the_closed_form(double level)
    {
        // RSS(b) = RSS + (b - best)^2 Sxx, and n ln(RSS(b) / RSS) reaches the quantile of chi-squared at the ends.
        var (fit, slope, scatter, spread, _) = Line();
        var reach = Math.Sqrt(scatter * (Math.Exp(ChiSquared.InvCDF(1, level) / X.Length) - 1) / spread);
        var (low, high) = Profile.Interval(fit, 1, level, Stop);

        Assert.Equal((slope - reach, slope + reach), (low!.Value, high!.Value), Near(1e-6));
        Assert.Null(Uncertainty.Of(fit, Only(1, "a", "b"), null, UncertaintyBy.Profile, level, Stop));
        Assert.Equal((low, high, null), Uncertainty.Of(fit, Only(1, "a", "b"), 1, UncertaintyBy.Profile, level, Stop) is { } u ? (u.Low, u.High, u.StandardError) : default);
    }

    [Fact]
    public void A_profile_does_not_hang_on_how_a_parameter_is_searched()
    {
        var y = X.Select((x, i) => (1.5 * Math.Exp(0.4 * x)) + (0.1 * Math.Sin(11 * i))).ToArray();
        (double? Low, double? High) Of(bool isLog) => Profile.Interval(new(new(Fits.Model("a * exp(b * x)", ["a", "b"], ("x", X)), [new("a", isLog), new("b")], y, new Loss.Squares(), []),
            [[isLog ? 0 : 1, 0]], new Optimiser.ToTheEnd(), null), 0, 0.95, Stop);

        Assert.Equal((Of(false).Low!.Value, Of(false).High!.Value), (Of(true).Low!.Value, Of(true).High!.Value), Near(1e-6));
    }

    [Fact]
    public void A_flat_profile_has_no_end()
    {
        // Beyond x = 0 the second term is gone: any faster decay does as well.
        double[] x = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], y = [2.03, 1.98, 2.01, 1.05, 0.98, 1.03, 1.02, 0.97, 1.01, 1.03, 0.99, 0.98];
        var fit = new Fit(new(Fits.Model("c + A * exp(-k * x)", ["c", "A", "k"], ("x", x)), [new("c"), new("A"), new("k")], y, new Loss.Squares(), []), [[1, 1, 2]],
            new Optimiser.ToTheEnd(), null);
        var (low, high) = Profile.Interval(fit, 2, 0.95, Stop);

        Assert.IsType<Solution.Converged>(fit.Best(Stop));
        Assert.InRange(low!.Value, 1, fit.Parameters(Stop)[2]);
        Assert.Null(high);
    }

    [Fact]
    public void Squares_are_normal_and_absolute_values_laplaces()
    {
        var residuals = Skewed.Select(v => v - 1.2).ToArray();
        var (sigma, scale) = (Math.Sqrt(residuals.Average(r => r * r)), residuals.Average(Math.Abs));

        Assert.Equal(residuals.Sum(r => Normal.PDFLn(0, sigma, r)), Likelihood.Of(new Loss.Squares(), residuals, []), 1e-10);
        Assert.Equal(residuals.Sum(r => Laplace.PDFLn(0, scale, r)), Likelihood.Of(new Loss.Absolute(), residuals, []), 1e-10);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(1.345)]
    [InlineData(4)]
    public void The_densities_of_hubers_losses_have_mass_one(double delta)
    {
        var residuals = Skewed.Select(v => v - 1.2).ToArray();
        double Huber(double r) => Math.Abs(r) <= delta ? r * r / 2 : delta * (Math.Abs(r) - (delta / 2));

        // Both sides of the density exp(-Huber(r) / phi), to where nothing is left of it.
        double Mass(double phi)
        {
            var end = delta + (45 * phi / delta);
            double Half(double from, double to) => GaussLegendreRule.Integrate(r => Math.Exp(-Huber(r) / phi), from, to, 128);
            return 2 * (Half(0, Math.Min(delta, 12 * Math.Sqrt(phi))) + Half(Math.Min(delta, 12 * Math.Sqrt(phi)), end));
        }

        var scale = Likelihood.BestScale(residuals, [], delta, new double[residuals.Length]).Scale;
        double Log(double s) => residuals.Sum(r => -Huber(r / s)) - (residuals.Length * (Math.Log(s) + Math.Log(Mass(1))));
        Assert.Equal(Log(scale), Likelihood.Of(new Loss.HuberLikelihood(delta), residuals, []), 1e-8);
        Assert.True(Log(scale) > Math.Max(Log(scale * 1.01), Log(scale / 1.01)), "another scale is better");

        double Dispersed(double phi) => -(residuals.Sum(Huber) / phi) - (residuals.Length * Math.Log(Mass(phi)));
        var own = Likelihood.Of(new Loss.Huber(delta), residuals, []);
        var best = Enumerable.Range(-4000, 8001).Max(i => Dispersed(Math.Exp(i / 1000.0) * residuals.Average(Huber)));
        Assert.InRange(own, best - 1e-9, best + 1e-4);
    }

    [Fact]
    public void A_huber_density_is_normal_for_a_large_delta_and_laplaces_for_a_small_one()
    {
        var residuals = Skewed.Select(v => v - 1.2).ToArray();

        Assert.Equal(Likelihood.Of(new Loss.Squares(), residuals, []), Likelihood.Of(new Loss.HuberLikelihood(100), residuals, []), 1e-9);
        Assert.Equal(Likelihood.Of(new Loss.Squares(), residuals, []), Likelihood.Of(new Loss.Huber(100), residuals, []), 1e-9);
        Assert.Equal(Likelihood.Of(new Loss.Absolute(), residuals, []), Likelihood.Of(new Loss.HuberLikelihood(1e-5), residuals, []), 1e-7);
        Assert.Equal(Likelihood.Of(new Loss.Absolute(), residuals, []), Likelihood.Of(new Loss.Huber(1e-6), residuals, []), 1e-4);
    }

    [Fact]
    public void Weights_of_a_likelihood_say_how_rows_compare_and_not_how_many_there_are()
    {
        double[] residuals = [0.3, -0.1, 0.7, -0.9, 0.05], weights = [1, 2, 0, 1, 3], heavy = [100, 200, 0, 100, 300], equal = [7, 7, 0, 7, 7];
        foreach (var loss in new Loss[] { new Loss.Squares(), new Loss.Absolute(), new Loss.Huber(0.2), new Loss.HuberLikelihood(0.2) })
        {
            Assert.Equal(Likelihood.Of(loss, residuals, weights), Likelihood.Of(loss, residuals, heavy), 1e-10);
            Assert.Equal(Likelihood.Of(loss, [0.3, -0.1, -0.9, 0.05], []), Likelihood.Of(loss, residuals, equal), 1e-10);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Least_absolute_deviations_are_the_best_of_all_corners(bool weighted)
    {
        const int rows = 11;
        foreach (var seed in Enumerable.Range(1, 60))
        {
            var random = new MersenneTwister((uint)seed);
            var (u, v, noise) = (random.Normals(rows), random.Normals(rows), random.Normals(rows));
            double[] y = [.. noise.Select((z, i) => 1 + (2 * u[i]) - v[i] + (z * z * z))], weights = weighted ? [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(4))] : [];
            double Weight(int i) => weighted ? weights[i] : 1;
            var counted = Enumerable.Range(0, rows).Where(i => Weight(i) > 0).ToList();
            if (counted.Count < 5)
            {
                continue;
            }

            double At(Vector<double> p) => Enumerable.Range(0, rows).Sum(i => Weight(i) * Math.Abs(y[i] - p[0] - (p[1] * u[i]) - (p[2] * v[i])));
            var corners = from i in counted from j in counted.Where(j => j > i) from k in counted.Where(k => k > j)
                          select At(Matrix<double>.Build.DenseOfRowArrays(new[] { i, j, k }.Select(r => new[] { 1, u[r], v[r] })).Solve(Vector<double>.Build.Dense([y[i], y[j], y[k]])));
            var problem = new FitProblem(Fits.Model("a + b * u + c * v", ["a", "b", "c"], ("u", u), ("v", v)), [new("a"), new("b"), new("c")], y, new Loss.Absolute(), weights);
            var found = Assert.IsType<Solution.Converged>(new Optimiser.ToTheEnd().Minimise(problem, new(problem), [0, 0, 0]));
            var best = corners.Min();

            Assert.Equal(best, found.Value, 1e-10 * Math.Max(1, best));
        }
    }

    private static double[] Skewed => [.. new MersenneTwister(11).Normals(25).Select(z => Math.Exp(0.8 * z))];

    private static Fit Mean(double[] y) => new(new(Fits.Model("m + 0 * x", ["m"], ("x", y)), [new("m")], y, new Loss.Squares(), []), [[0]], new Optimiser.ToTheEnd(), new(400, 7, 1, true, null));

    private static Quantity Only(int index, params string[] parameters) => new(new Expression.Input(index), parameters.Length);

    // A line with its slope, the sum of squares of its residuals, the spread of x, and the residuals.
    private static (Fit Fit, double Slope, double Scatter, double Spread, double[] Residuals) Line()
    {
        var y = X.Select((x, i) => 3 - (0.5 * x) + ((0.1 + (0.05 * x)) * Math.Sin(7 * i))).ToArray();
        var (intercept, slope) = SimpleRegression.Fit(X, y);
        double[] residuals = [.. X.Zip(y, (x, v) => v - intercept - (slope * x))];
        return (new(new(Fits.Model("a + b * x", ["a", "b"], ("x", X)), [new("a"), new("b")], y, new Loss.Squares(), []), [[0, 0]], new Optimiser.ToTheEnd(), null), slope,
            residuals.Sum(r => r * r), X.Sum(x => Math.Pow(x - X.Average(), 2)), residuals);
    }

    private static EqualityComparer<(double, double)> Near(double tolerance) =>
        EqualityComparer<(double, double)>.Create((a, b) => Math.Abs(a.Item1 - b.Item1) <= tolerance && Math.Abs(a.Item2 - b.Item2) <= tolerance);
}
