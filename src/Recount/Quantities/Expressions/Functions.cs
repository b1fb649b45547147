namespace Recount.Quantities.Expressions;

/// <summary>The functions that a formula may use.</summary>
public static class Functions
{
    /// <summary>Name, what it takes, least and most arguments (a column counts as many), and what it means.</summary>
    public static IReadOnlyList<(string Name, string Takes, int Least, int Most, string Meaning)> All { get; } =
    [
        ("exp", "one number", 1, 1, "e to the power of x"),
        ("ln", "one number", 1, 1, "natural logarithm"),
        ("log2", "one number", 1, 1, "logarithm to base 2"),
        ("log10", "one number", 1, 1, "logarithm to base 10"),
        ("sqrt", "one number", 1, 1, "square root"),
        ("abs", "one number", 1, 1, "absolute value"),
        ("min", "numbers or a column", 1, int.MaxValue, "the smallest"),
        ("max", "numbers or a column", 1, int.MaxValue, "the largest"),
        ("sum", "numbers or a column", 1, int.MaxValue, "the sum"),
        ("mean", "numbers or a column", 1, int.MaxValue, "the arithmetic mean"),
        ("median", "numbers or a column", 1, int.MaxValue, "the middle one, or the mean of the two in the middle"),
        ("count", "a column", 1, int.MaxValue, "how many there are"),
        ("slope", "two columns of the same length", 2, 2, "slope(x, y): least-squares slope of ln y over ln x, the exponent of a power law"),
    ];

    public static IEnumerable<string> Names => All.Select(f => f.Name);

    /// <summary>True for functions that make one number of a column.</summary>
    public static bool TakesColumns(string name) => name is "min" or "max" or "sum" or "mean" or "median" or "count" or "slope";
}
