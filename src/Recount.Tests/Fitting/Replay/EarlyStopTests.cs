using Recount.Fitting.Objectives;
using Recount.Fitting.Replay;

namespace Recount.Tests.Fitting.Replay;

/// <summary>Stops that come too early, and the rules they come by.</summary>
public class EarlyStopTests
{
    private static readonly double[] X = [.. Enumerable.Range(1, 20).Select(i => i / 4.0)];

    [Theory]
    [InlineData(1, 1e3)]
    [InlineData(1, 1e6)]
    [InlineData(1.0 / 240, 1e6)]
    public void Default_tolerances_stop_the_replications_objective_far_from_its_minimum(double scale, double times)
    {
        var stop = EarlyStop.Of(EpochReplication.Problem() with { Scale = scale }, new LbfgsB(), EpochReplication.Hoffmann, times);

        Assert.True(stop.IsEarly);
        Assert.Equal("the decrease fell below ftol x max(|f|, 1)", stop.Own.Why);
        Assert.Equal(0.0010182740178, stop.Scaled.Value / scale / times, 1e-12);
        Assert.InRange(stop.Fell, scale == 1 ? 0.124 : 0.131, scale == 1 ? 0.125 : 0.132);
        Assert.InRange(stop.Moved, 4, 5);
    }

    [Fact]
    public void A_stop_at_the_minimum_stays_there_when_the_objective_is_multiplied()
    {
        var stop = EarlyStop.Of(EpochReplication.Problem(), new ScipyBfgs(), EpochReplication.Hoffmann, 1e6);

        Assert.False(stop.IsEarly);
        Assert.Equal("max |g| <= gtol", stop.Own.Why);
        Assert.InRange(stop.Moved, 0, 1e-4);
    }

    [Fact]
    public void Differences_end_in_precision_loss_as_they_do_in_scipy()
    {
        // SciPy 1.10.1: 41 iterations, 570 evaluations, success False, f 0.0010182741704593062; how many trials the last line search makes is a matter of the last bit.
        var stop = new ScipyBfgs(Difference: ScipyBfgs.DefaultDifference).Run(new(EpochReplication.Problem()), EpochReplication.Hoffmann);

        Assert.Equal((false, "the line search found no acceptable step (precision loss)"), (stop.Success, stop.Why));
        Assert.InRange(stop.Iterations, 38, 44);
        Assert.Equal(0.0010182741704593062, stop.Value, 1e-9);
    }

    [Fact]
    public void Each_limit_is_named()
    {
        Objective Line() => new(new(Fits.Model("a * exp(b * x)", ["a", "b"], ("x", X)), [new("a"), new("b")], [.. X.Select(x => Math.Exp(-x))], new Loss.Squares(), []));

        Assert.Equal((3, "the most iterations were done"), Named(new LbfgsB(MostIterations: 3).Run(Line(), [0.2, 0.1])));
        Assert.Equal((2, "the most iterations were done"), Named(new ScipyBfgs(MostIterations: 2).Run(Line(), [0.2, 0.1])));
        Assert.Equal("the most evaluations were done", new LbfgsB(MostEvaluations: 4).Run(Line(), [0.2, 0.1]).Why);
        Assert.Equal((0, "max |g| <= gtol"), Named(new LbfgsB().Run(Line(), [1, -1])));
        Assert.Equal((0, "max |g| <= gtol"), Named(new ScipyBfgs().Run(Line(), [1, -1])));
    }

    private static (int, string) Named(Stop stop) => (stop.Iterations, stop.Why);
}
