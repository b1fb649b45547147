using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Quantities.Expressions;
using Recount.Statistics;

namespace Recount.Tests.Fitting;

/// <summary>A thousand laws that are known, with noise: their fits, and whether intervals hold the truth as often as they say.</summary>
public class Recovery
{
    private const int Laws = 1000;
    private const double Noise = 0.005;

    private static readonly (double[] N, double[] D) Runs = Synthetic.Runs(1e7, 1e11, 15, 1e8, 1e13, 16);

    // b/(a+b), with the parameters in the order A, B, E, alpha, beta.
    private static readonly Quantity Exponent = new(Fits.Bind(Formula.Parse("beta / (alpha + beta)", out _)!.Terms[0], ["A", "B", "E", "alpha", "beta"]), 5);

    private static readonly Lazy<Recovered[]> All = new(() =>
    {
        var all = new Recovered[Laws];
        Parallel.For(0, Laws, i => all[i] = Recover((uint)i));
        return all;
    });

    [Fact]
    public void Every_law_is_found_from_one_start_and_fits_better_than_the_truth()
    {
        Assert.All(All.Value, r => Assert.IsType<Solution.Converged>(r.Best));
        Assert.All(All.Value, r => Assert.True(r.Best.Value < r.AtTheTruth, $"{r.Best.Value} is above {r.AtTheTruth}"));
    }

    [Fact]
    public void Estimates_are_centred_and_scatter_as_their_standard_errors_say()
    {
        var distances = All.Value.Select(r => r.Distance).ToList();

        // The mean of 1,000 has a standard deviation of 1/sqrt(1000), their standard deviation one of 1/sqrt(2000).
        Assert.InRange(distances.Average(), -2.6 / Math.Sqrt(Laws), 2.6 / Math.Sqrt(Laws));
        Assert.InRange(Uncertainty.StandardDeviation(distances), 1 - (2.6 / Math.Sqrt(2 * Laws)), 1 + (2.6 / Math.Sqrt(2 * Laws)));
    }

    [Fact]
    public void Intervals_by_curvature_hold_the_truth_as_often_as_they_say() => Covers(r => r.ByCurvature);

    [Fact]
    public void Intervals_by_the_sandwich_hold_it_hardly_less_often()
    {
        // Residuals are smaller than the errors that they stand for; s^2 makes up for it by n - p, the sandwich does not.
        Covers(r => r.BySandwich);
        Assert.InRange(All.Value.Average(r => r.Narrower), 0.97, 0.999);
    }

    [Fact]
    public void The_whole_vector_passes_walds_test_as_often_as_it_should() => Covers(r => r.Wald is { } statistic && TailProbability.ChiSquared(statistic, 5) >= 0.05);

    [Fact]
    public void The_whole_vector_passes_the_likelihood_ratio_test_as_often_as_it_should() => Covers(r => TailProbability.ChiSquared(r.LikelihoodRatio, 5) >= 0.05);

    private static void Covers(Func<Recovered, bool> holds)
    {
        // The exact region of 99 %: no more than 0.5 % of all series hold fewer, and no more than 0.5 % hold more.
        var low = Enumerable.Range(0, Laws).First(k => Binomial.AtMost(k, Laws, 0.95) > 0.005);
        var high = Enumerable.Range(0, Laws).Last(k => Binomial.AtLeast(k, Laws, 0.95) > 0.005);
        Assert.Equal((931, 967), (low, high));
        Assert.InRange(All.Value.Count(holds), low, high);
    }

    private static Recovered Recover(uint seed)
    {
        var random = new MersenneTwister(seed);
        var (alpha, beta, e) = (random.Between(0.3, 0.5), random.Between(0.3, 0.5), random.Between(1.5, 2));

        // What the terms are worth in the middle of the runs.
        var (a, b) = (random.Between(0.1, 0.3) * Math.Pow(1e9, alpha), random.Between(0.1, 0.3) * Math.Pow(3e10, beta));
        var noise = random.Normals(Runs.N.Length);
        double[] observed = [.. noise.Select((z, i) => Math.Log(e + (a / Math.Pow(Runs.N[i], alpha)) + (b / Math.Pow(Runs.D[i], beta))) + (Noise * z))];
        var problem = new FitProblem(Fits.Model("E + A / N^alpha + B / D^beta", ["A", "B", "E", "alpha", "beta"], ("N", Runs.N), ("D", Runs.D)).Ln(),
            [new("A", true), new("B", true), new("E", true), new("alpha"), new("beta")], observed, new Loss.Squares(), []);
        var fit = new Fit(problem, [[6.5, 8, 0.5, 0.4, 0.4]], new Optimiser.ToTheEnd(), null);
        double[] truth = [a, b, e, alpha, beta];
        var exponent = beta / (alpha + beta);
        var curvature = Uncertainty.Of(fit, Exponent, null, UncertaintyBy.Curvature, 0.95, default)!;
        var sandwich = Uncertainty.Of(fit, Exponent, null, UncertaintyBy.Sandwich, 0.95, default)!;
        var best = fit.Parameters(CancellationToken.None);
        return new(
            fit.Best(default), fit.At(truth).Value, (Exponent.Of(best) - exponent) / curvature.StandardError!.Value,
            curvature.Low <= exponent && exponent <= curvature.High, sandwich.Low <= exponent && exponent <= sandwich.High,
            sandwich.StandardError!.Value / curvature.StandardError!.Value,
            VectorTest.Wald(fit, best, truth, UncertaintyBy.Curvature, default), VectorTest.LikelihoodRatio(fit, best, truth));
    }

    private sealed record Recovered(Solution Best, double AtTheTruth, double Distance, bool ByCurvature, bool BySandwich, double Narrower, double? Wald, double LikelihoodRatio);
}
