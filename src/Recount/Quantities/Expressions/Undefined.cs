namespace Recount.Quantities.Expressions;

/// <summary>Why an expression has no value: a case of its own, never a number that means "none".</summary>
/// <param name="Reason">A clause such as "it divides by zero".</param>
/// <param name="BeyondLimits">True: there is a value, but it lies beyond the limits that keep arithmetic bounded.</param>
public sealed record Undefined(string Reason, bool BeyondLimits = false)
{
    public static Undefined Division { get; } = new("it divides by zero");

    public static Undefined Logarithm { get; } = new("it takes the logarithm of a number that is not positive");

    public static Undefined Root { get; } = new("it takes the square root of a negative number");

    public static Undefined Power { get; } = new("it raises a number that is not positive to a power that is not whole");

    public static Undefined Size { get; } = new("its numbers grow beyond the limits of this arithmetic", true);
}
