using System.Numerics;
using Recount.Quantities.Expressions;
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
    public sealed record Matrices(Counts Right, Feasible Found) : Measurement;

    /// <summary>Something that is needed was not there.</summary>
    /// <param name="Get">The command or the step that gets it.</param>
    public sealed record Missing(string What, string Get) : Measurement;

    /// <summary>Measuring was tried and broke.</summary>
    public sealed record Broken(string Reason) : Measurement;
}
