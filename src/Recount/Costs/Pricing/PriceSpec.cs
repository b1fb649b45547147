using System.Text;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Costs.Pricing;

/// <summary>A price as lines of a spec: the numbers as they were given, a run of them, and a claim that audits it.</summary>
public static class PriceSpec
{
    /// <param name="line">The offer that the claim is about; it has an estimate.</param>
    /// <param name="count">The convention of counting FLOPs, where one was asked for.</param>
    public static string Render(PriceQuestion question, PriceLine line, string? count)
    {
        var yaml = new StringBuilder();
        var stated = line.Estimation.Givens.Where(g => g is { Origin: Origin.Stated, Because: null }).ToList();
        if (stated.Count > 0)
        {
            yaml.Append("values:\n");
            foreach (var given in stated)
            {
                yaml.Append($"  {given.Quantity.Name}: {{ printed: {YamlQuote.Of(given.Number.Value.Text)}, exact: \"true\" }}\n");
            }
        }

        yaml.Append("runs:\n  priced:\n");
        foreach (var entry in Run(question, line, stated, count))
        {
            yaml.Append($"    {entry}\n");
        }

        var assumed = line.Estimation.Givens.Where(g => g.Because is not null && line.Main!.Derivation.Used.Contains(g.Quantity.Name)).ToList();
        if (assumed.Count > 0)
        {
            yaml.Append("    assumed:\n");
            foreach (var given in assumed)
            {
                yaml.Append($"      {given.Quantity.Key}: {{ range: {YamlQuote.Of(given.Number.Value.Text)}, because: {YamlQuote.Of(given.Because!)} }}\n");
            }
        }

        var asked = question.Asked[0];
        var (says, held) = question.Published is { } published
            ? (published.Number.Value.Text, $"published: {YamlQuote.Of(published.Number.Value.Text)}\n    cost: {{ run: priced, gives: {asked.Key} }}")
            : Above(line.Estimation.Widest(asked)) is var limit ? ($"no more than {limit}", $"cost: {{ run: priced, gives: {asked.Key}, at-most: {YamlQuote.Of(limit)} }}") : default;
        return yaml.Append($"claims:\n  - id: {asked.Key}\n    says: {YamlQuote.Of($"{asked.Meaning.TrimEnd('.')}: {says}")}\n    {held}\n").ToString();
    }

    // What the offer, the data sheet and the site say is named, not copied.
    private static IEnumerable<string> Run(PriceQuestion question, PriceLine line, List<Given> stated, string? count)
    {
        foreach (var given in stated)
        {
            yield return $"{given.Quantity.Key}: {given.Quantity.Name}";
        }

        if (line.Estimation.Givens.Any(g => g.Origin == Origin.Accelerator))
        {
            yield return $"accelerator: {YamlQuote.Of(line.Accelerator)}";
            if (question.Format is { } format)
            {
                yield return $"format: {format}";
            }
        }

        if (question.Site is { } site)
        {
            yield return $"site: {YamlQuote.Of(site.Name)}";
        }

        if (count is not null)
        {
            yield return $"count: {count}";
        }

        if (line is { Offer: { } offer, Day: { } day })
        {
            yield return $"offer: {YamlQuote.Of(offer.Name)}";
            yield return $"on: {Day.Show(day)}";
        }
    }

    // A limit that the whole range keeps, in few digits.
    private static string Above(Interval? range)
    {
        if (range?.Hi.Value is not { Sign: > 0 } high)
        {
            return "1e300";
        }

        var step = Rational.Ten((int)Math.Floor(high.Magnitude * Math.Log10(2)) - 3);
        return NumberText.Significant(new Rational((high / step).Floor() + 2, 1) * step, 4);
    }
}
