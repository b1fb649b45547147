namespace Recount.Audits;

/// <summary>Where an audit and the accepted snapshot of a spec differ.</summary>
/// <param name="Lines">One per difference: <c>+</c> found now, <c>-</c> accepted.</param>
public sealed record Drift(string Spec, IReadOnlyList<string> Lines)
{
    /// <summary>The differences, row by row; none when the snapshot is as the audit would write it.</summary>
    /// <param name="accepted">Null: there is no snapshot, so everything is new.</param>
    public static Drift Of(SpecAudit spec, Snapshot? accepted)
    {
        var lines = new List<string>();
        foreach (var row in Snapshot.Of(spec, accepted).Rows)
        {
            var old = accepted?.Row(row.Key);
            if (old == row)
            {
                continue;
            }

            if (old is not null)
            {
                lines.Add($"- {Line(old)}");
            }

            lines.Add($"+ {Line(row)}");
        }

        lines.AddRange(spec.Orphans.Select(o => accepted?.Row(o)).OfType<SnapshotRow>().Select(r => $"- {Line(r)}"));
        return new(spec.Name, lines);
    }

    /// <summary>A snapshot whose spec is gone: all of it differs.</summary>
    public static Drift OfOrphan(Snapshot accepted) => new(accepted.Spec, [.. accepted.Rows.Select(r => $"- {Line(r)}")]);

    private static string Line(SnapshotRow row) => $"{row.Key} | {row.Verdict} | {row.Published} | {row.Measured}";
}
