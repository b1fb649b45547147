using Recount.Printed;
using Recount.Quantities;
using Recount.Text;

namespace Recount.Findings;

/// <summary>What was computed or measured, as text and, where there is one, as the range of all it can be.</summary>
public sealed record Measured(string Text, Interval? Interval);

/// <summary>An author's explanation or erratum; shown beside the verdict, changing nothing.</summary>
public sealed record Response(string Text, string? Source, string? Date);

/// <summary>One link of the chain from the printed text to the verdict.</summary>
public sealed record Step(string Label, string Text);

/// <summary>The p-value of a claim and what its family makes of it.</summary>
/// <param name="Adjusted">Null outside a family.</param>
/// <param name="Decides">The verdict rests on it: adjusted, it must still be below the family's threshold.</param>
public sealed record PValue(double P, double? Adjusted, string? Family, bool Decides);

/// <summary>A claim, what was published, what was measured, and the verdict: one line of any report.</summary>
/// <param name="Row">The key of the table row, or empty.</param>
/// <param name="Quote">The paper's own words, a few of them.</param>
/// <param name="At">Where the paper says it.</param>
/// <param name="Kind">The kind of measure.</param>
/// <param name="Flips">The claim is a decision, and the numbers decide the other way.</param>
/// <param name="Source">Who quotes the numbers, where they are not primary.</param>
/// <param name="Published">As printed; for a comparison, the formula with the numbers in.</param>
/// <param name="Interval">All numbers that print so, in <paramref name="Unit"/>'s formula scale.</param>
/// <param name="Unit">As shown behind the printed number.</param>
/// <param name="Reason">A sentence that a reviewer could paste into an e-mail.</param>
/// <param name="Headline">False for an invented paper and for numbers that are not primary: never in a summary's worst findings.</param>
public sealed record Finding(
    string Spec, string Claim, string Row, string Says, string? Quote, string? At, string Kind, Verdict Verdict, Level Level, bool Flips, Known Known,
    Status Status, string? Source, string Published, Interval? Interval, string Unit, Measured? Measured, string Reason, PValue? P,
    Response? Response, bool Headline, IReadOnlyList<Step> Steps, Place Place)
{
    /// <summary><c>claim</c> or <c>claim[row]</c>: what tells the findings of a spec apart.</summary>
    public string Key => KeyOf(Claim, Row);

    /// <summary><c>spec/claim</c> or <c>spec/claim[row]</c>: what <c>recount explain</c> takes.</summary>
    public string Id => $"{Spec}/{Key}";

    /// <summary>At level error and not accepted, or changed since it was accepted.</summary>
    public bool IsAlarm => Known is Known.Changed || (Known is Known.Unseen && Level == Level.Error);

    /// <summary>The key of a claim's check for a row; the row is empty for a claim without a table.</summary>
    public static string KeyOf(string claim, string row) => row.Length == 0 ? claim : $"{claim}[{row}]";

    public bool Equals(Finding? other) => other is not null && Id == other.Id && Says == other.Says && Quote == other.Quote && At == other.At && Kind == other.Kind &&
        Verdict == other.Verdict && Level == other.Level && Flips == other.Flips && Known == other.Known && Status == other.Status &&
        Source == other.Source && Published == other.Published && Interval == other.Interval && Unit == other.Unit && Measured == other.Measured &&
        Reason == other.Reason && P == other.P && Response == other.Response && Headline == other.Headline && Steps.SequenceEqual(other.Steps) && Place == other.Place;

    public override int GetHashCode() => HashCode.Combine(Id, Verdict, Reason);
}
