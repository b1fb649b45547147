namespace Recount.Statistics;

/// <summary>Two lines of a table that print the same in some of the cells they share.</summary>
/// <param name="Equal">Cells that are the same.</param>
/// <param name="Compared">Cells that both lines have.</param>
/// <param name="P">The chance that some pair of independent runs agrees so well.</param>
public sealed record Alike(string First, string Second, int Equal, int Compared, double P);
