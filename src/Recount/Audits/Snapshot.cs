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

    /// <summary>Reads a snapshot; lines that are neither a row nor a reason are passed over.</summary>
    public static Snapshot Parse(string spec, string text)
    {
        var rows = new List<SnapshotRow>();
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            if (line.StartsWith("| ", StringComparison.Ordinal) && line != Header && Cells(line) is [var key, var verdict, var published, var measured])
            {
                rows.Add(new(key, verdict, published, measured));
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal) && line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0)
            {
                reasons[line[2..colon]] = line[(colon + 2)..];
            }
        }

        return new(spec, rows, reasons);
    }

    /// <summary>What the snapshot would hold if everything were accepted as found now.</summary>
    /// <param name="previous">Keeps its reasons, and its rows for what could not be measured here.</param>
    public static Snapshot Of(SpecAudit spec, Snapshot? previous)
    {
        var rows = new List<SnapshotRow>();
        foreach (var finding in spec.Findings)
        {
            var row = SnapshotRow.Of(finding);
            if (finding.Verdict is not Verdict.NotRun)
            {
                rows.Add(row);
            }
            else if (previous?.Row(row.Key) is { } accepted)
            {
                rows.Add(accepted);
            }
        }

        var keys = rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var reasons = (previous?.Reasons ?? new Dictionary<string, string>()).Where(r => keys.Contains(r.Key)).ToDictionary(StringComparer.Ordinal);
        return new(spec.Name, rows, reasons);
    }

    /// <summary>The accepted row of a key, or null.</summary>
    public SnapshotRow? Row(string key) => Rows.FirstOrDefault(r => r.Key == key);

    /// <summary>True for a finding whose acceptance is worth a reason: not for one that simply passed.</summary>
    public static bool NeedsReason(Finding finding) => finding.Level > Level.Note || finding.Verdict is not (Verdict.Reproduced or Verdict.ReproducedByRounding or Verdict.Consistent);

    /// <summary>This snapshot with some rows taken over from another, and one reason for those that need one.</summary>
    public Snapshot Accept(Snapshot now, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> reasoned, string because)
    {
        var rows = now.Rows.Select(r => keys.Contains(r.Key) ? r : Row(r.Key)).OfType<SnapshotRow>().ToList();
        var reasons = Reasons.Where(r => rows.Any(row => row.Key == r.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var key in reasoned.Where(k => rows.Any(r => r.Key == k)))
        {
            reasons[key] = Plain.Line(because);
        }

        return new(Spec, rows, reasons);
    }

    /// <summary>The file's text: LF, no sentences, dates, paths or machine names but the reasons that people wrote.</summary>
    public string Render()
    {
        var text = new StringBuilder($"# {Spec}\n\n{Header}\n|---|---|---|---|\n");
        foreach (var row in Rows)
        {
            text.Append($"| {Escape(row.Key)} | {row.Verdict} | {Escape(row.Published)} | {Escape(row.Measured)} |\n");
        }

        if (Reasons.Count > 0)
        {
            text.Append("\n## Accepted because\n\n");
            foreach (var row in Rows.Where(r => Reasons.ContainsKey(r.Key)))
            {
                text.Append($"- {row.Key}: {Reasons[row.Key]}\n");
            }
        }

        return text.ToString();
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
        finding.Row.Length == 0 ? finding.Claim : $"{finding.Claim}[{Plain.Line(finding.Row)}]",
        finding.Verdict.Word, Plain.Line(finding.Published), Plain.Line(finding.Measured?.Text ?? ""));
}
