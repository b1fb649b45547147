using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>A formula for one quantity in terms of others, in base units: hours, kW, kWh, kg, FLOP, FLOP/s.</summary>
/// <param name="Of">The name of the quantity, with underscores.</param>
/// <param name="Because">Where the formula comes from, in words; empty for a definition.</param>
/// <param name="Supposes">What it takes for granted of a run that does not say so, in words; null for a law that always holds. Followed only where no other leads on.</param>
public sealed record Law(string Of, Formula Formula, string Because, string? Supposes = null)
{
    /// <summary>Reads <c>energy = device_hours * power * pue</c>.</summary>
    /// <exception cref="FormatException">The text is no law; laws are ours, not a user's.</exception>
    public static Law Parse(string text, string because = "", string? supposes = null)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return new(text[..at].Trim(), Formula.Parse(text[(at + 1)..].Trim(), out var mistake) ?? throw new FormatException($"{text}: {mistake!.Message}"), because, supposes);
    }

    /// <summary>The law as its key would be written: <c>energy = device-hours * power * pue</c>.</summary>
    public string Shown => $"{Of.Replace('_', '-')} = {Formula.Terms[0].Print().Replace('_', '-')}";

    /// <summary>Names that the formula uses.</summary>
    public IEnumerable<string> Uses => Formula.Terms[0].Nodes().OfType<Expression.Reference>().Select(r => r.Name).Distinct();
}
