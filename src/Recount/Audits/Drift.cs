namespace Recount.Audits;

/// <summary>Where an audit and the accepted snapshot of a spec differ.</summary>
/// <param name="Lines">One per difference: <c>+</c> found now, <c>-</c> accepted.</param>
public sealed record Drift(string Spec, IReadOnlyList<string> Lines)
{
    /// <summary>The differences, row by row; none when the snapshot is as the audit would write it.</summary>
    /// <param name="accepted">Null: there is no snapshot, so everything is new.</param>
    public static Drift Of(SpecAudit spec, Snapshot? accepted)
    {
        var now = Snapshot.Of(spec, accepted);
        var lines = new List<string>();
        foreach (var row in now.Rows)
        {
            var old = accepted?.Row(row.Key);
            if (old is not null && old != row)
            {
                lines.Add($"- {Line(old)}");
            }

            if (old != row)
            {
                lines.Add($"+ {Line(row)}");
            }
        }

        lines.AddRange(spec.Orphans.Where(o => now.Row(o) is null).Select(o => $"- {Line(accepted!.Row(o)!)}"));
        return new(spec.Name, lines);
    }

    private static string Line(SnapshotRow row) => $"{row.Key} | {row.Verdict} | {row.Published} | {row.Measured}";
}
