using System.Text;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Costs.Pricing;

/// <summary>A price as lines of a spec: a run, and a claim that audits it.</summary>
public static class PriceSpec
{
    /// <param name="question">Whatever was given and assumed stands in the run.</param>
    /// <param name="line">The offer that the claim is about.</param>
    /// <param name="count">The convention of counting FLOPs, where one was asked for.</param>
    public static string Render(PriceQuestion question, PriceLine line, string? count)
    {
        var run = new List<string>();
        // What the offer and the data sheet say is named, not copied.
        var own = line.Estimation.Givens.Where(g => g.Because is null && !g.Number.Id.StartsWith("catalog", StringComparison.Ordinal)).ToList();
        foreach (var given in own)
        {
            run.Add($"{given.Quantity.Key}: {YamlQuote.Of(given.Number.Value.Text)}");
        }

        if (line.Accelerator is { } accelerator && line.Estimation.Givens.Any(g => g.Number.Id.StartsWith("catalog", StringComparison.Ordinal) && g.Quantity.Key != "price"))
        {
            run.Add($"accelerator: {YamlQuote.Of(accelerator)}");
        }

        if (question.Format is { } format)
        {
            run.Add($"format: {format}");
        }

        if (count is not null)
        {
            run.Add($"count: {count}");
        }

        if (line is { Offer: { } offer, Day: { } day })
        {
            run.Add($"offer: {YamlQuote.Of(offer.Name)}");
            run.Add($"on: {Day.Show(day)}");
        }

        var yaml = new StringBuilder("runs:\n  priced:\n");
        foreach (var entry in run)
        {
            yaml.Append($"    {entry}\n");
        }

        var assumed = line.Estimation.Givens.Where(g => g.Because is not null).ToList();
        if (assumed.Count > 0)
        {
            yaml.Append("    assumed:\n");
            foreach (var given in assumed)
            {
                yaml.Append($"      {given.Quantity.Key}: {{ range: {YamlQuote.Of(given.Number.Value.Text)}, because: {YamlQuote.Of(given.Because!)} }}\n");
            }
        }

        var asked = question.Asked[0];
        yaml.Append($"claims:\n  - id: {asked.Key}\n");
        if (question.Published is { } published)
        {
            yaml.Append($"    says: {YamlQuote.Of($"{asked.Meaning.TrimEnd('.')}: {published.Number.Value.Text}")}\n    published: {YamlQuote.Of(published.Number.Value.Text)}\n");
            yaml.Append($"    cost: {{ run: priced, gives: {asked.Key} }}\n");
        }
        else
        {
            var read = line.Estimation with { Givens = [.. line.Estimation.Givens.Select(Defaults.AsPrinted)] };
            var most = Above(read.Of(asked)!.Range);
            yaml.Append($"    says: {YamlQuote.Of($"{asked.Meaning.TrimEnd('.')}: no more than {most}")}\n    cost: {{ run: priced, gives: {asked.Key}, at-most: {YamlQuote.Of(most)} }}\n");
        }

        return yaml.ToString();
    }

    // A limit that the whole range keeps, in few digits.
    private static string Above(Interval range)
    {
        if (range.Hi.Value is not { } high)
        {
            return "1e300";
        }

        var step = Rational.Ten((int)Math.Floor(Math.Log10(high.ToDouble())) - 2);
        return NumberText.Significant(new Rational((high / step).Floor() + 1, 1) * step, 3);
    }
}
