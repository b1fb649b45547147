namespace Recount.Text;

/// <summary>Collects every mistake of one reading; nothing stops at the first.</summary>
public sealed class Diagnostics
{
    /// <summary>More mistakes than this are counted, not kept: a hostile file cannot fill the memory.</summary>
    public const int Kept = 1000;

    /// <summary>Mistakes of one code at one place beyond this are counted, not kept: a formula over a thousand rows says enough in three.</summary>
    public const int KeptPerPlace = 3;

    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<(string Code, Place At, string Message)> _seen = [];
    private readonly Dictionary<(string Code, Place At), int> _perPlace = [];

    /// <summary>Mistakes that were counted only.</summary>
    public int Dropped { get; private set; }

    public bool Any => _all.Count > 0;

    public int Count => _all.Count + Dropped;

    /// <summary>Rises with every mistake that is added, known or not: what was read in between is whole when it did not rise.</summary>
    public int Mark { get; private set; }

    /// <summary>Adds a mistake; the same words at the same place count once.</summary>
    public void Add(Diagnostic mistake)
    {
        Mark++;
        if (_all.Count >= Kept)
        {
            Dropped++;
            return;
        }

        if (!_seen.Add((mistake.Code, mistake.At, mistake.Message)))
        {
            return;
        }

        var place = (mistake.Code, mistake.At);
        var here = _perPlace[place] = _perPlace.GetValueOrDefault(place) + 1;
        if (here <= KeptPerPlace)
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
