using System.Numerics;
using Recount.Quantities.Expressions;
using Recount.Quantities.Systems;
using Recount.Statistics;

namespace Recount.Findings;

/// <summary>What measuring a claim gave: numbers with their uncertainty, never a verdict. A closed family.</summary>
public abstract record Measurement
{
    private Measurement()
    {
    }

    /// <summary>Expressions evaluated at the printed digits and enclosed over everything that prints so.</summary>
    /// <param name="Terms">One for a formula held against a number; one per comparison otherwise, as left minus right.</param>
    public sealed record Computed(IReadOnlyList<(Exact Value, Enclosure Range)> Terms) : Measurement;

    /// <summary>A p-value at the printed statistic, and its range over all statistics that print so.</summary>
    public sealed record Tail(double P, double Low, double High) : Measurement;

    /// <summary>The sums that a printed mean or share allows.</summary>
    /// <param name="Joint">With a standard deviation: a sum that gives it too, below zero when there is none; null when it was not searched for.</param>
    /// <param name="Beyond">There were too many sums to try.</param>
    public sealed record Counted(Counts Sums, BigInteger? Joint, bool Beyond) : Measurement;

    /// <summary>The confusion matrices that give a printed accuracy and a printed F1 together.</summary>
    /// <param name="Right">How many items may be right.</param>
    /// <param name="Wide">There are some where zeros at the end of a printed number do not count.</param>
    public sealed record Matrices(Counts Right, Feasible Found, bool Wide) : Measurement;

    /// <summary>The numbers of items for which all shares of a row are possible, ascending.</summary>
    public sealed record Denominators(IReadOnlyList<int> Items) : Measurement;

    /// <summary>An enumeration would take more steps than are allowed; nothing was counted.</summary>
    /// <param name="Steps">What would have to be tried, such as "more than 20,000,000 pairs of cells".</param>
    public sealed record TooMany(string Steps) : Measurement;

    /// <summary>The scores that each single rounding rule leaves impossible, as indexes.</summary>
    public sealed record Rules(IReadOnlyList<(string Rule, IReadOnlyList<int> Impossible)> Each) : Measurement;

    /// <summary>The pairs of lines of a table that agree in some cell, the least likely first, with the chance of such an agreement times the pairs.</summary>
    /// <param name="Pairs">How many pairs of lines were compared.</param>
    /// <param name="Unlikely">All that are beyond chance, and some of the next.</param>
    public sealed record Agreements(int Pairs, IReadOnlyList<Alike> Unlikely) : Measurement;

    /// <summary>A count held against what a constant answer gives.</summary>
    /// <param name="Counts">The counts that a printed score allows.</param>
    /// <param name="Greater">The chance that a guess as good as the constant answer has so many or more, at most.</param>
    /// <param name="Less">That it has so many or fewer, at most.</param>
    public sealed record AgainstConstant(Counts Counts, double Greater, double Less) : Measurement;

    /// <summary>Whether statements can hold at once.</summary>
    /// <param name="Apart">Those that cannot hold alone and were left out.</param>
    /// <param name="Conflict">Where they cannot: a set of them that cannot.</param>
    /// <param name="EachIsNeeded">Without any one of the set the others can hold.</param>
    /// <param name="Wide">What becomes of the conflict where zeros at the end of a number do not count; null where there is no such number in it.</param>
    /// <param name="TieOnly">They can, but under no one rule that rounds to the nearest.</param>
    public sealed record Together(IReadOnlyList<int> Apart, Joint Found, IReadOnlyList<int> Conflict, bool EachIsNeeded, Joint? Wide, bool TieOnly) : Measurement;

    /// <summary>Something that is needed was not there.</summary>
    /// <param name="Get">The command or the step that gets it.</param>
    public sealed record Missing(string What, string Get) : Measurement;

    /// <summary>Measuring was tried and broke.</summary>
    public sealed record Broken(string Reason) : Measurement;
}
