namespace Recount.Text;

/// <summary>Where something stands: file, line and column (both from 1) and length in UTF-16 units.</summary>
/// <param name="Source">The source line, for a frame with a caret; not part of what a place is.</param>
public sealed record Place(string File, int Line, int Column, int Length, string Source = "")
{
    /// <summary>The place of a text that stands in no file, such as a question on the command line.</summary>
    public static Place Nowhere { get; } = new("", 0, 0, 1);

    /// <summary><c>specs/x.yaml:4:14</c>, as terminals and editors link it.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";

    public bool Equals(Place? other) =>
        other is not null && File == other.File && Line == other.Line && Column == other.Column && Length == other.Length;

    public override int GetHashCode() => HashCode.Combine(File, Line, Column, Length);
}
