using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>
/// What one confusion matrix can give together: how many items are right, and metrics of d right among n items of each class with p predicted as
/// it. Only diagonals and column sums matter: the rest of a matrix exists exactly when every class can hand its wrong items to others, r + c &lt;= R
/// for its wrong row and column sums and all wrong items R.
/// </summary>
public static class Confusion
{
    /// <summary>Diagonals with column sums that are tried before a search is given up.</summary>
    public const long MostSteps = 20_000_000;

    /// <summary>Searches all matrices with these class sizes.</summary>
    /// <param name="classes">Items of each class, at least one; at least two classes.</param>
    /// <param name="right">How many items may be right.</param>
    /// <param name="targets">What else the matrix must give, at least one.</param>
    /// <param name="lastDigit">What the last printed digit of the first target counts, for how many such values are possible.</param>
    public static Feasible Search(IReadOnlyList<int> classes, Counts right, IReadOnlyList<(ConfusionMetric Metric, Interval Target)> targets, Rational lastDigit) =>
        new ConfusionSearch(classes, right, targets, lastDigit).Run();
}

/// <summary>The outcome of a search.</summary>
/// <param name="Witness">Right items and predicted items of each class for a matrix that gives all; null when there is none.</param>
/// <param name="Values">Printed values of the first target that are possible with so many items right.</param>
/// <param name="Complete">False: there were too many matrices to try.</param>
public sealed record Feasible((IReadOnlyList<int> Right, IReadOnlyList<int> Predicted)? Witness, int Values, bool Complete);
