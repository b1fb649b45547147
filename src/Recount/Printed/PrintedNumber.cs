using Recount.Quantities;
using Recount.Text;

namespace Recount.Printed;

/// <summary>A published value with the place where it stands: what a formula takes as input.</summary>
/// <param name="Id">Tells inputs apart: two references to one printed number are one input.</param>
/// <param name="Label">What a formula calls it.</param>
/// <param name="At">Where the paper prints it, such as "Table 2".</param>
/// <param name="Source">Who quotes it, or the other work that it is taken from; null: the paper of the spec itself.</param>
/// <param name="Elsewhere">True when the number is another work's result and not this paper's statement.</param>
/// <param name="Place">Where the spec or its table says so.</param>
public sealed record PrintedNumber(
    string Id, string Label, PublishedValue Value, string? At, Status Status, string? Source, bool Elsewhere, Place Place)
{
    /// <summary>The number itself, without a printed interval behind it, and with the unit that a column declares for it.</summary>
    public string Shown
    {
        get
        {
            var text = Value.Low is not null || Value.Uncertainty is not null ? Value.Main.Text : Value.Text;
            return Value.Unit == Unit.Percent && !text.Contains('%', StringComparison.Ordinal) ? $"{text} %" : text;
        }
    }

    /// <summary>The number behind a point, such as the lower end of a printed interval; null where there is none.</summary>
    public PrintedNumber? Part(string part) => Value.Part(part) is { } value
        ? this with { Id = $"{Id}.{part}", Label = $"{Label}.{part}", Value = value }
        : null;
}
