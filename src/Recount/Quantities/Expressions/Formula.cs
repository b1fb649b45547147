namespace Recount.Quantities.Expressions;

/// <summary>A parsed formula: one expression, or a chain of comparisons such as <c>a.low &lt;= a &lt;= a.high</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Terms">The expressions from left to right; one more than <paramref name="Comparisons"/>.</param>
/// <param name="Comparisons">Each one of = != &lt; &lt;= &gt; &gt;=.</param>
public sealed record Formula(string Text, IReadOnlyList<Expression> Terms, IReadOnlyList<string> Comparisons)
{
    /// <summary>Characters in one formula.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Parentheses, functions and signs inside one another.</summary>
    public const int MaxDepth = 40;

    public bool IsComparison => Comparisons.Count > 0;

    /// <summary>Parses a formula; null with a mistake at an offset of the text.</summary>
    public static Formula? Parse(string text, out FormulaMistake? mistake) => new FormulaParser(text).Parse(out mistake);

    /// <summary>The same formula with every expression changed.</summary>
    public Formula Select(Func<Expression, Expression> change) => this with { Terms = [.. Terms.Select(change)] };

    /// <summary>The formula as text.</summary>
    public string Print(Func<int, string>? input = null)
    {
        var text = Terms[0].Print(input);
        for (var i = 0; i < Comparisons.Count; i++)
        {
            text += $" {Comparisons[i]} {Terms[i + 1].Print(input)}";
        }

        return text;
    }

    public bool Equals(Formula? other) => other is not null && Terms.SequenceEqual(other.Terms) && Comparisons.SequenceEqual(other.Comparisons);

    public override int GetHashCode() => HashCode.Combine(Terms.Count, Comparisons.Count);

    /// <summary>True for a name that a formula reads without brackets.</summary>
    public static bool IsPlainName(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}

/// <summary>What is wrong with a formula, at an offset of its text.</summary>
/// <param name="Function">Set when the mistake is a function that does not exist.</param>
public sealed record FormulaMistake(int Offset, int Length, string Message, string? Advice = null, string? Function = null);
