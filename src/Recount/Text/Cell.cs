namespace Recount.Text;

/// <summary>One cell of a table: its text and its place.</summary>
public sealed record Cell(string Text, Place At)
{
    /// <summary>True where the paper prints nothing: an empty cell or a dash.</summary>
    public bool IsEmpty => Text is "" or "-" or "–" or "—" or "n/a";
}
