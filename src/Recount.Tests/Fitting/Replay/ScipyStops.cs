using Recount.Fitting.Replay;

namespace Recount.Tests.Fitting.Replay;

/// <summary>
/// Where SciPy 1.10.1 (NumPy 1.24.2, Debian 12) stopped on the replication's objective, from Hoffmann's values, with default tolerances: the lines of
/// <c>tools/scipy/stops.py FILE stops</c>, written down here.
/// </summary>
public class ScipyStops
{
    public static TheoryData<string, double, bool, int, int, bool, double, double[]> Printed => new()
    {
        { "L-BFGS-B", 1, false, 19, 24, true, 0.001163269131489131, [6.007303090468808, 6.017904280046532, 0.5297389724146176, 0.3387127824234298, 0.2852895566344652] },
        { "L-BFGS-B", 1, true, 19, 144, true, 0.0011632691724324635, [6.007302980661295, 6.017904079142387, 0.5297382977705074, 0.33871276191005356, 0.2852894578384276] },
        { "L-BFGS-B", 1.0 / 240, false, 2, 6, true, 4.882429737224892e-06, [6.007349465967106, 6.017928524602368, 0.526762344266558, 0.33898860611720655, 0.2846750479654158] },
        { "L-BFGS-B", 1.0 / 240, true, 2, 36, true, 4.8824298051052e-06, [6.007349465872024, 6.017928524479551, 0.526762343781774, 0.33898860466942354, 0.2846750442801931] },
        { "BFGS", 1, false, 41, 48, true, 0.0010182740178984531, [6.169218839669355, 7.670175744641686, 0.5973062450433679, 0.34730886207760153, 0.3671733978822549] },
        { "BFGS", 1.0 / 240, false, 13, 16, true, 4.8470101062331335e-06, [6.007296089405384, 6.017896539640851, 0.529875732442697, 0.33872657482978386, 0.28529830067589] },
        { "BFGS", 1.0 / 240, true, 13, 96, true, 4.847009774552271e-06, [6.007295932470796, 6.017896251776963, 0.5298747344786152, 0.3387265439028288, 0.2852981560516015] },
        { "BFGS", 1e3, false, 23, 31, true, 1.0182740178006031, [6.169246443693133, 7.670156743899024, 0.5973068181835461, 0.3473105030013191, 0.3671724331935186] },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void A_search_stops_where_scipy_stops(string method, double scale, bool isNumeric, int iterations, int evaluations, bool success, double value, double[] point)
    {
        var stop = Search(method, isNumeric).Run(new(EpochReplication.Problem() with { Scale = scale }), EpochReplication.Hoffmann);
        TestContext.Current.TestOutputHelper!.WriteLine($"{stop.Why}; digits {string.Join(' ', stop.Point.Zip(point, (o, t) => -Math.Log10(Math.Abs(o - t) / Math.Abs(t))).Append(-Math.Log10(Math.Abs(stop.Value - value) / value)).Select(d => d.ToString("0.0")))}");

        Assert.Equal((iterations, evaluations, success), (stop.Iterations, stop.Evaluations, stop.Success));
        Assert.Equal(value, stop.Value, value * 1e-9);
        Assert.All(point.Zip(stop.Point), p => Assert.Equal(p.First, p.Second, 1e-6 * Math.Abs(p.First)));
    }

    internal static ScipySearch Search(string method, bool isNumeric) => method == "BFGS"
        ? new ScipyBfgs(Difference: isNumeric ? ScipyBfgs.DefaultDifference : null)
        : new LbfgsB(Difference: isNumeric ? LbfgsB.DefaultDifference : null);
}
