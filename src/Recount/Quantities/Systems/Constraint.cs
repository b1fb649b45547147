using Recount.Quantities.Expressions;

namespace Recount.Quantities.Systems;

/// <summary>An expression that must land in an interval.</summary>
/// <param name="Term">Over the variables of its system: input i is variable i.</param>
/// <param name="Owners">The statements that it comes from, as their caller numbers them.</param>
public sealed record Constraint(Expression Term, Interval Target, IReadOnlyList<int> Owners)
{
    /// <summary>An equation: one number only.</summary>
    public bool IsEquation => Target.IsPoint;
}

/// <summary>What is known about constraints that should hold at once. A closed family.</summary>
public abstract record Joint
{
    private Joint()
    {
    }

    /// <summary>They do, at this point: one number per variable. Ranges are checked on fractions; a variable that was solved for through exp or ln is the middle of its enclosure.</summary>
    public sealed record Holds(IReadOnlyList<Rational> Point) : Joint;

    /// <summary>They cannot, and these statements suffice for the proof.</summary>
    public sealed record Never(IReadOnlyList<int> Owners) : Joint;

    /// <summary>Neither was shown within the steps that a search may take.</summary>
    public sealed record Undecided : Joint;
}
