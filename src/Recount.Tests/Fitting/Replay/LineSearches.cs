using Recount.Fitting.Replay;

namespace Recount.Tests.Fitting.Replay;

/// <summary>
/// The two line searches on functions of one step (the first two of Moré and Thuente 1994, and an exponential), with the slope left over at most .9, .1 or .001 of the first.
/// Steps and trials are those of SciPy 1.10.1, from <c>tools/scipy/stops.py FILE lines</c>.
/// </summary>
public class LineSearches
{
    private const double Enough = 1e-4, Longest = 1e100;

    [Theory]
    [InlineData("1", 0.9, 1, 1)]
    [InlineData("1", 0.1, 1.2857142857142856, 2)]
    [InlineData("1", 0.001, 1.4145461274911844, 4)]
    [InlineData("2", 0.9, 1.59600000000001, 8)]
    [InlineData("2", 0.001, 1.59600000000001, 8)]
    [InlineData("exp", 0.9, 0.1489017994381957, 3)]
    [InlineData("exp", 0.1, 0.22974279655026442, 4)]
    [InlineData("exp", 0.001, 0.23028101990495883, 5)]
    public void More_and_Thuente(string name, double flat, double step, int trials)
    {
        var (value, slope) = Of(name);
        var search = new MoreThuente(value(0), slope(0), 1, Enough, flat, 1e-14, 1e-8, Longest);
        var tried = 0;
        for (; search.State == MoreThuente.Progress.Evaluate; tried++)
        {
            search.Next(value(search.Step), slope(search.Step));
        }

        Assert.Equal((MoreThuente.Progress.Found, trials), (search.State, tried));
        Assert.Equal(step, search.Step, 1e-12);
    }

    [Theory]
    [InlineData("1", 0.9, 1, 1)]
    [InlineData("1", 0.1, 1.5, 3)]
    [InlineData("1", 0.001, 1.4142524556200395, 5)]
    [InlineData("2", 0.9, 1.59600000000067, 9)]
    [InlineData("2", 0.001, 1.59600000000067, 9)]
    [InlineData("exp", 0.9, 0.2744317120508689, 4)]
    [InlineData("exp", 0.1, 0.2373052662663959, 5)]
    [InlineData("exp", 0.001, 0.23026269968849383, 7)]
    public void Strong_Wolfe(string name, double flat, double step, int trials)
    {
        var (value, slope) = Of(name);
        var tried = 0;
        double Counted(double a)
        {
            tried++;
            return value(a);
        }

        var found = new StrongWolfe(Counted, slope, value(0), slope(0), Enough, flat, Longest).From(1);

        Assert.Equal(trials, tried);
        Assert.Equal(step, found!.Value.Step, 1e-12);
    }

    [Fact]
    public void A_line_that_rises_has_no_step() => Assert.Equal(MoreThuente.Progress.Impossible, new MoreThuente(0, 1, 1, Enough, 0.9, 1e-14, 0, Longest).State);

    [Fact]
    public void A_line_that_falls_for_ever_ends_at_the_longest_step()
    {
        var search = new MoreThuente(0, -1, 1, Enough, 0.9, 1e-14, 0, 50);
        for (var i = 0; search.State == MoreThuente.Progress.Evaluate; i++)
        {
            Assert.InRange(i, 0, 20);
            search.Next(-search.Step, -1);
        }

        Assert.Equal((MoreThuente.Progress.Warned, 50.0), (search.State, search.Step));
        Assert.False(new StrongWolfe(a => -a, _ => -1, 0, -1, Enough, 0.9, Longest).From(1)!.Value.IsSlopeKnown);
        Assert.Null(new StrongWolfe(a => a, _ => 1, 0, -1, Enough, 0.9, Longest).From(1));
    }

    private static (Func<double, double> Value, Func<double, double> Slope) Of(string name) => name switch
    {
        "1" => (a => -a / ((a * a) + 2), a => ((a * a) - 2) / Math.Pow((a * a) + 2, 2)),
        "2" => (a => Math.Pow(a + 0.004, 5) - (2 * Math.Pow(a + 0.004, 4)), a => (5 * Math.Pow(a + 0.004, 4)) - (8 * Math.Pow(a + 0.004, 3))),
        _ => (a => Math.Exp(10 * a) - (100 * a), a => (10 * Math.Exp(10 * a)) - 100),
    };
}
