using Recount.Findings;

namespace Recount.Claims.Detectors;

/// <summary>Something that can be wrong with a published fit, and how it is looked for.</summary>
/// <param name="Name">The part of the claim.</param>
/// <param name="Asks">The question that a finding answers.</param>
/// <param name="Power">What would have been caught.</param>
/// <param name="Wrong">What is to be said where the number is above its limit.</param>
/// <param name="At">What it looks at; it makes no finding where the claim has none.</param>
internal sealed record Detector(
    string Name, string Asks, string Power, string Wrong, Sight At, Func<Examination, CancellationToken, Measurement> Run)
{
    /// <summary>All detectors, in the order of their findings.</summary>
    public static IReadOnlyList<Detector> All { get; } =
    [
        new("optimum", "Is the vector the minimum of the stated objective?", "a vector that is none to its printed digits",
            "The vector is not the minimum of the stated objective", Sight.Vector, Optimum.Run),
        new("global", "Is there a lower minimum than the one at the vector?", "a start that leads lower",
            "The vector lies at a local minimum, and there is a lower one", Sight.Vector, Optimum.Global),
        new("start", "Did the search leave its start?", "a vector that is one of the starts",
            "The vector is where a search began", Sight.Vector, Start.Run),
        new("stop", "Would a search with common tolerances stop early?", "an end of SciPy's searches with default tolerances that is no minimum",
            "A search with default tolerances stops before the minimum", Sight.Vector, EarlyEnd.Run),
        new("digits", "Do the printed digits carry the fit?", "predictions that rounding moves by more than the residuals",
            "The vector is printed with too few digits", Sight.Vector, Digits.Run),
        new("interval", "Is the printed interval as wide as the rows allow?", "an interval of less than half the width",
            "The printed interval is too narrow for so many rows", Sight.Interval, Narrow.Run),
        new("identified", "Do the rows say what the parameter is?", "a profile that stays flat over a tenfold range",
            "The rows do not tell the parameter to a factor of ten", Sight.Parameter, Identified.Run),
        new("sensitivity", "Does the result hang on one row, or on a choice?", "a row or a choice that moves it by more than its standard error",
            "The result hangs on a single row or choice", Sight.Quantity, Sensitivity.Run),
    ];
}

/// <summary>What a detector looks at.</summary>
internal enum Sight
{
    /// <summary>A published vector.</summary>
    Vector,

    /// <summary>A quantity.</summary>
    Quantity,

    /// <summary>A quantity that is a single parameter.</summary>
    Parameter,

    /// <summary>The printed interval of a quantity.</summary>
    Interval,
}
