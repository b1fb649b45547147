namespace Recount.Quantities;

/// <summary>What stands before a printed number.</summary>
public enum Qualifier
{
    None,
    Less,
    AtMost,
    Greater,
    AtLeast,

    /// <summary>≈, about, almost, over and the like: testable only with a declared margin or bound.</summary>
    About,
}
