using System.Globalization;
using Recount.Scoring;
using Recount.Scoring.Tasks;

namespace Recount.Reports;

/// <summary>What <c>recount score</c> shows: the metrics with their errors, what a model that answers blindly would get, the traps, and what it rests on.</summary>
public static class ScorePage
{
    private const int Column = 16;

    // Beyond it, digits before the point say nothing.
    private const double Large = 1e7;

    /// <param name="model">What the model is called.</param>
    /// <param name="evidence">What the scores rest on, each with a label.</param>
    /// <param name="yaml">The same evaluation, to run again.</param>
    public static Page Render(TaskResult result, string model, IReadOnlyList<(string Label, string Text)> evidence, string yaml, int width)
    {
        var page = new Page(width);
        page.Text($"{model} on {result.Task.Name}: {Words.Count(result.Items.Count, "item")}{About(result)}", 0, Tone.Strong);
        page.Blank();
        foreach (var score in result.Scores)
        {
            page.Line(new Piece($"  {score.Metric,-Column}", Tone.Strong), new Piece($"{Value(score),20}"), new Piece($"   {score.Says}", Tone.Faint));
        }

        foreach (var line in Blind(result))
        {
            page.Text(line, Column + 2, Tone.Plain, "  blindly");
        }

        page.Blank();
        foreach (var trap in result.Traps)
        {
            page.Text(trap.Sentence, Column + 2, Tone.Warn, $"  {trap.Id}");
        }

        page.Blank();
        foreach (var (label, text) in evidence)
        {
            page.Text(text, Column + 2, Tone.Plain, $"  {label}");
        }

        page.Blank();
        page.Text("To run it again (recount score --from FILE):", 0, Tone.Faint);
        foreach (var line in yaml.TrimEnd('\n').Split('\n'))
        {
            page.Line(new Piece(line));
        }

        return page;
    }

    /// <summary>A score as it is shown: a share as a percentage with its standard error.</summary>
    public static string Value(TaskScore score)
    {
        var (factor, unit) = score.IsShare ? (100.0, " %") : (1.0, "");
        return score.Mean.Value switch
        {
            Amount.Known(var value) when score.Mean.Error is Amount.Known(var error) => $"{Number(value * factor, error * factor)}{unit} ± {Number(error * factor, error * factor)}",
            Amount.Known(var value) => $"{Number(value * factor, Math.Abs(value * factor) / 1000)}{unit}",
            Amount.Unavailable(var why) => $"none: {why}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // Two digits of the error.
    private static string Number(double value, double error)
    {
        if (Math.Max(Math.Abs(value), error) >= Large)
        {
            return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        }

        var digits = error > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(error)), 0, 6) : 1;
        return value.ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    private static string About(TaskResult result)
    {
        var shots = result.Task.Shots is { } s ? $", {Words.Count(s.Count, "shot")}" : "";
        return result.Items is [ScoredItem.Chosen first, ..] && result.Items.All(i => i is ScoredItem.Chosen c && c.Answer.Choices.Count == first.Answer.Choices.Count)
            ? $", {first.Answer.Choices.Count} choices each{shots}" : shots;
    }

    // What no reading of the question could explain.
    private static IEnumerable<string> Blind(TaskResult result)
    {
        var items = result.Items.OfType<ScoredItem.Chosen>().Select(i => i.Answer).ToList();
        if (items.Count == 0)
        {
            yield break;
        }

        var chance = items.Average(i => (double)i.Gold.Distinct().Count() / i.Choices.Count);
        var often = items.SelectMany(i => i.Gold.Distinct()).GroupBy(g => g).OrderByDescending(g => g.Count()).First();
        yield return $"{100 * chance:F1} % by chance; {100.0 * often.Count() / items.Count:F1} % by always taking choice {often.Key + 1}";
        var picks = items.Select(i => Pick.Of(i.Choices, new Normalisation.None())).OfType<Pick.Chosen>().GroupBy(p => p.Index).OrderByDescending(g => g.Count()).First();
        if (items.Count > 9 && picks.Count() >= .95 * items.Count)
        {
            yield return $"The model takes choice {picks.Key + 1} in {picks.Count()} of {items.Count} items, whatever the question.";
        }
    }
}
