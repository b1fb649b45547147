using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Detectors;

/// <summary>Whether the rows say what a parameter is: how far its profile likelihood stays flat.</summary>
internal static class Identified
{
    /// <summary>The largest value that is not rejected over the smallest; without bound where an end was not found.</summary>
    public static Measurement Run(Examination x, CancellationToken stop)
    {
        var fit = x.Fit;
        var (low, high) = Profile.Interval(fit, ((Expression.Input)x.Gives!).Index, x.Level, stop);
        var isLog = fit.Problem.Parameters[((Expression.Input)x.Gives!).Index].IsLog;

        // Only a parameter above zero has a factor; of another one nothing is asked but that both ends are there.
        var ratio = low is { } from && high is { } to ? (isLog ? to / from : 1) : double.PositiveInfinity;
        var range = (low, high) switch
        {
            (null, null) => "flat however far it was followed",
            ({ } a, null) => $"flat from {Number(a)} upward, however far it was followed",
            (null, { } b) => $"flat up to {Number(b)}, from however far below it was followed",
            ({ } a, { } b) => $"above the limit from {Number(a)} to {Number(b)}",
        };
        return new Measurement.Examined(ratio, 10, null, null,
            $"At the level of {Number(x.Level * 100)} % the profile likelihood of {x.Text} is " +
                $"{range}{(isLog && double.IsFinite(ratio) ? $", a factor of {Number(ratio)}" : "")}; the best value is {Number(x.Quantity.Of(fit.Parameters(stop)))}.",
            range, [new("profile", range)]);
    }

    private static string Number(double value) => FitEvidence.Number(value, 4);
}
