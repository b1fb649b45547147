using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;
using Recount.Fitting.Replay;

namespace Recount.Tests.Fitting.Replay;

/// <summary>
/// Intervals as Hoffmann et al. describe them, on the replication's points: 100 draws of 80 % of the rows, each fitted from the values of the TeX source; the 10th and the
/// 90th percentile of a = beta / (alpha + beta). Table 2 prints .454 and .455. The expected ends are those of SciPy 1.10.1 (NumPy 1.24.2, seed 42), from
/// <c>tools/scipy/stops.py FILE intervals</c>; gradients are exact.
/// </summary>
public class HoffmannIntervals
{
    private const int Rows = 240, Kept = 192, Parts = 100;

    [Theory]
    [InlineData("L-BFGS-B", false, false, false, 0.456757, 0.457646)]
    [InlineData("L-BFGS-B", true, false, false, 0.456440, 0.457426)]
    [InlineData("L-BFGS-B", false, true, false, 0.503663, 0.529863)]
    [InlineData("L-BFGS-B", true, true, false, 0.503664, 0.529862)]
    [InlineData("BFGS", false, false, false, 0.503671, 0.529862)]
    [InlineData("BFGS", true, false, false, 0.456758, 0.457640)]
    [InlineData("BFGS", false, true, false, 0.503664, 0.529863)]
    [InlineData("BFGS", true, true, false, 0.503664, 0.529863)]
    [InlineData("L-BFGS-B", false, false, true, 0.456180, 0.458413)]
    [InlineData("L-BFGS-B", true, false, true, 0.456399, 0.457745)]
    [InlineData("L-BFGS-B", false, true, true, 0.492535, 0.537123)]
    [InlineData("BFGS", true, false, true, 0.456134, 0.458005)]
    public void Replayed_searches_give_the_intervals_that_scipy_gives(string method, bool isMean, bool isTight, bool isReplaced, double low, double high)
    {
        ScipySearch search = (method, isTight) switch
        {
            ("BFGS", true) => new ScipyBfgs(1e-10),
            ("BFGS", false) => new ScipyBfgs(),
            (_, true) => new LbfgsB(1e-12, DecreaseTolerance: 1e-16, MostIterations: 2000),
            _ => new LbfgsB(),
        };
        var (ourLow, ourHigh) = Interval(isMean ? 1.0 / Kept : 1, isReplaced, o => search.Run(o, EpochReplication.Hoffmann).Point);
        TestContext.Current.TestOutputHelper!.WriteLine($"{ourLow:0.000000} {ourHigh:0.000000} {ourHigh - ourLow:0.000000}");

        Assert.Equal(low, ourLow, 2e-6);
        Assert.Equal(high, ourHigh, 2e-6);
    }

    [Fact]
    public void Our_own_search_gives_an_interval_thirty_times_as_wide_as_that_of_default_tolerances()
    {
        var (low, high) = Interval(1.0 / Kept, false, o => Assert.IsType<Solution.Converged>(Bfgs.Minimise(o, EpochReplication.Hoffmann)).Point);
        var early = Interval(1, false, o => new LbfgsB().Run(o, EpochReplication.Hoffmann).Point);

        Assert.Equal(0.503664, low, 2e-6);
        Assert.Equal(0.529863, high, 2e-6);
        Assert.InRange((high - low) / (early.High - early.Low), 29, 30);
    }

    private static (double Low, double High) Interval(double scale, bool isReplaced, Func<Objective, double[]> fit)
    {
        var problem = EpochReplication.Problem() with { Scale = scale };
        var all = Subsamples.Draw(new(42), Rows, Kept, Parts, isReplaced).Select(draw => fit(new(problem with { Weights = draw }))).Select(p => p[4] / (p[3] + p[4])).Order().ToList();
        double At(double share)
        {
            var place = share * (Parts - 1);
            var below = (int)Math.Floor(place);
            return all[below] + ((place - below) * (all[below + 1] - all[below]));
        }

        return (At(0.1), At(0.9));
    }
}
