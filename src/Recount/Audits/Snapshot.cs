using System.Text;
using Recount.Findings;
using Recount.Text;

namespace Recount.Audits;

/// <summary>
/// The accepted findings of one spec, as <c>snapshots/&lt;spec&gt;.verified.md</c> holds them: one line a finding, equal on every
/// machine, and the reasons that people gave for accepting.
/// </summary>
/// <param name="Rows">Key, verdict, published, measured; in file order.</param>
/// <param name="Reasons">By key.</param>
public sealed record Snapshot(string Spec, IReadOnlyList<SnapshotRow> Rows, IReadOnlyDictionary<string, string> Reasons)
{
    private const string Header = "| claim | verdict | published | measured |";
    private const string Rule = "|---|---|---|---|";
    private const string ReasonsHeading = "## Accepted because";

    private Dictionary<string, SnapshotRow>? _byKey;

    // A copy with other rows finds those.
    private Snapshot(Snapshot original) => (Spec, Rows, Reasons) = (original.Spec, original.Rows, original.Reasons);

    /// <summary>A spec of which nothing is accepted yet.</summary>
    public static Snapshot Empty(string spec) => new(spec, [], new Dictionary<string, string>());

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="FormatException">A line is no part of a snapshot: a damaged one must not read as an empty one.</exception>
    public static Snapshot Parse(string spec, string text)
    {
        var rows = new List<SnapshotRow>();
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, index) in text.Split('\n').Select((l, i) => (l.TrimEnd('\r'), i)))
        {
            if (line.Length == 0 || line == Header || line == Rule || line == ReasonsHeading || (index == 0 && line.StartsWith("# ", StringComparison.Ordinal)))
            {
                continue;
            }

            if (line.StartsWith("| ", StringComparison.Ordinal) && Cells(line) is [var key, var verdict, var published, var measured])
            {
                rows.Add(new(key, verdict, published, measured));
            }
            else if (rows.Select(r => r.Key).Where(k => line.StartsWith($"- {k}: ", StringComparison.Ordinal)).MaxBy(k => k.Length) is { } reasoned)
            {
                reasons[reasoned] = line[(reasoned.Length + 4)..];
            }
            else
            {
                throw new FormatException($"Line {index + 1} of the accepted snapshot of '{spec}' is neither a row nor the reason of one: {Plain.Short(line)}");
            }
        }

        return new(spec, rows, reasons);
    }

    /// <summary>What the snapshot would hold if everything were accepted as found now.</summary>
    /// <param name="previous">Keeps its reasons, and its rows for what could not be measured here.</param>
    public static Snapshot Of(SpecAudit spec, Snapshot? previous)
    {
        var rows = spec.Findings.Select(f => f.Verdict is Verdict.NotRun ? previous?.Row(f.Key) : SnapshotRow.Of(f)).OfType<SnapshotRow>().ToList();
        return new(spec.Name, rows, Kept(previous?.Reasons, rows));
    }

    /// <summary>The accepted row of a key, or null.</summary>
    public SnapshotRow? Row(string key) =>
        (_byKey ??= Rows.DistinctBy(r => r.Key).ToDictionary(r => r.Key, StringComparer.Ordinal)).GetValueOrDefault(key);

    /// <summary>True for a finding whose acceptance is worth a reason: not for one that simply passed.</summary>
    public static bool NeedsReason(Finding finding) =>
        finding.Level > Level.Note || finding.Verdict is not (Verdict.Reproduced or Verdict.ReproducedByRounding or Verdict.Consistent);

    /// <summary>
    /// This snapshot with some findings of an audit accepted: their rows taken over, with a reason where one is needed. What could
    /// not be measured here stays as it was accepted.
    /// </summary>
    /// <param name="keys">The findings to accept.</param>
    /// <param name="because">The reason; a finding that is accepted again as it was keeps its own, unless <paramref name="renew"/>.</param>
    public Snapshot Accept(SpecAudit spec, IReadOnlySet<string> keys, string because, bool renew)
    {
        var now = Of(spec, this);
        var rows = now.Rows.Select(r => keys.Contains(r.Key) ? r : Row(r.Key)).OfType<SnapshotRow>().ToList();

        // Rows that nothing finds any more go with the whole spec only.
        rows.AddRange(spec.Findings.All(f => keys.Contains(f.Key)) ? [] : Rows.Where(r => now.Row(r.Key) is null));
        var reasons = Kept(Reasons, rows);
        foreach (var finding in spec.Findings.Where(f => keys.Contains(f.Key) && f.Verdict is not Verdict.NotRun))
        {
            if (!NeedsReason(finding))
            {
                reasons.Remove(finding.Key);
            }
            else if (renew || !reasons.ContainsKey(finding.Key) || Row(finding.Key) != SnapshotRow.Of(finding))
            {
                reasons[finding.Key] = Plain.Line(because);
            }
        }

        return new(Spec, rows, reasons);
    }

    /// <summary>The file's text: LF, no sentences, dates, paths or machine names but the reasons that people wrote.</summary>
    public string Render()
    {
        var text = new StringBuilder($"# {Spec}\n\n{Header}\n{Rule}\n");
        foreach (var row in Rows)
        {
            text.Append($"| {Escape(row.Key)} | {row.Verdict} | {Escape(row.Published)} | {Escape(row.Measured)} |\n");
        }

        if (Reasons.Count > 0)
        {
            text.Append($"\n{ReasonsHeading}\n\n");
            foreach (var row in Rows.Where(r => Reasons.ContainsKey(r.Key)))
            {
                text.Append($"- {row.Key}: {Reasons[row.Key]}\n");
            }
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Kept(IReadOnlyDictionary<string, string>? reasons, List<SnapshotRow> rows)
    {
        var keys = rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        return (reasons ?? new Dictionary<string, string>()).Where(r => keys.Contains(r.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private static string Escape(string text) => Plain.Line(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
            {
                cell.Append(line[++i]);
            }
            else if (line[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        return cells;
    }
}

/// <summary>One accepted finding.</summary>
/// <param name="Key"><c>claim</c> or <c>claim[row]</c>.</param>
public sealed record SnapshotRow(string Key, string Verdict, string Published, string Measured)
{
    public static SnapshotRow Of(Finding finding) => new(
        finding.Key, finding.Verdict.Word, Plain.Line(finding.Published), Plain.Line(finding.Measured?.Text ?? ""));
}
