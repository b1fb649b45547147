namespace Recount.Text;

/// <summary>Collects every mistake of one reading; nothing stops at the first.</summary>
public sealed class Diagnostics
{
    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<(string, Place)> _seen = [];

    /// <summary>More mistakes than this are counted, not kept: a hostile file cannot fill the memory.</summary>
    public const int Kept = 1000;

    /// <summary>Mistakes beyond <see cref="Kept"/>.</summary>
    public int Dropped { get; private set; }

    public bool Any => _all.Count > 0;

    public int Count => _all.Count + Dropped;

    /// <summary>Adds a mistake; the same code at the same place counts once.</summary>
    public void Add(Diagnostic mistake)
    {
        if (!_seen.Add((mistake.Code, mistake.At)))
        {
            return;
        }

        if (_all.Count < Kept)
        {
            _all.Add(mistake);
        }
        else
        {
            Dropped++;
        }
    }

    /// <summary>All kept mistakes in the order of files, lines and columns.</summary>
    public IReadOnlyList<Diagnostic> Sorted() =>
        [.. _all.OrderBy(d => d.At.File, StringComparer.Ordinal).ThenBy(d => d.At.Line).ThenBy(d => d.At.Column)];
}
