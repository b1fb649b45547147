using System.Globalization;
using Recount.Scoring.Items;

namespace Recount.Scoring.Recorded;

/// <summary>A metric computed again from samples, beside what was recorded.</summary>
/// <param name="Items">All samples that hold it.</param>
/// <param name="Agree">Those for which both are the same.</param>
/// <param name="Differ">Those for which they are not.</param>
/// <param name="Left">Samples for which it was not computed, with the reason of the first.</param>
/// <param name="Recorded">The score: of the results file where there is one, else of the recorded items.</param>
/// <param name="Recomputed">The score of all items computed again; not there where one was left.</param>
public sealed record ReplayedMetric(
    string Metric, string Filter, int Items, int Agree, IReadOnlyList<ReplayedItem> Differ, (int Items, string Why)? Left, Amount Recorded, Amount Recomputed)
{
    /// <summary>Every item agrees, and so does the score.</summary>
    public bool Agrees => Differ.Count == 0 && ScoreAgrees;

    /// <summary>The scores are the same but for the last digits of a double.</summary>
    public bool ScoreAgrees => (Recorded, Recomputed) is not (Amount.Known a, Amount.Known b) || Math.Abs(a.Value - b.Value) <= Replay.Near * Math.Max(1, Math.Abs(a.Value));
}

/// <summary>An item whose metric differs.</summary>
public sealed record ReplayedItem(string Id, int Line, string Recorded, string Recomputed);

/// <summary>Computes the metrics of recorded samples again, from the scores and texts that they hold: what our scorer makes of what another program saw.</summary>
public static class Replay
{
    // Sums in another order, and numbers that were written with fewer digits.
    internal const double Near = 1e-9;

    /// <summary>Every metric behind every filter, in the order of the file.</summary>
    public static IReadOnlyList<ReplayedMetric> Of(IReadOnlyList<RecordedSample> samples, ReplaySettings settings)
    {
        var result = new List<ReplayedMetric>();
        foreach (var filter in samples.GroupBy(s => s.Filter))
        {
            var all = filter.ToList();
            if (all.Any(s => s.IsWritten) && settings.Filters.TryGetValue(filter.Key, out var steps))
            {
                result.Add(One("filtered answer", filter.Key, all, s => (Left(s.Filtered), Refiltered(s, steps)), new Amount.Unavailable("")));
            }

            foreach (var metric in all.SelectMany(s => s.Metrics.Keys).Distinct())
            {
                var having = all.Where(s => s.Metrics.ContainsKey(metric)).ToList();
                var recorded = settings.Recorded.TryGetValue((metric, filter.Key), out var score) ? new Amount.Known(score) : null;
                result.Add(One(metric, filter.Key, having, s => (Numbers(s.Metrics[metric]), ItemMetrics.Of(s, metric, settings)), recorded));
            }
        }

        return result;
    }

    private static ReplayedMetric One(
        string metric, string filter, List<RecordedSample> samples, Func<RecordedSample, (ItemValue? Recorded, ItemValue Recomputed)> of, Amount? score)
    {
        var (agree, differ, left) = (0, new List<ReplayedItem>(), new List<string>());
        var (theirs, ours) = (new List<double[]>(), new List<double[]>());
        foreach (var sample in samples)
        {
            var (recorded, recomputed) = of(sample);
            theirs.AddRange(recorded is ItemValue.Numbers r ? [r.All] : Array.Empty<double[]>());
            ours.AddRange(recomputed is ItemValue.Numbers n ? [n.All] : Array.Empty<double[]>());
            if (recomputed is ItemValue.None none)
            {
                left.Add(none.Why);
            }
            else if (recorded is null or ItemValue.None)
            {
                left.Add("what was recorded is no number");
            }
            else if (recorded.IsNear(recomputed))
            {
                agree++;
            }
            else
            {
                differ.Add(new(sample.Id, sample.Line, recorded.Shown, recomputed.Shown));
            }
        }

        var none_ = new Amount.Unavailable("some items were not computed");
        return new(
            metric, filter, samples.Count, agree, differ, left.Count == 0 ? null : (left.Count, left[0]),
            score ?? (theirs.Count == samples.Count ? Aggregates.Of(metric, theirs) : none_), ours.Count == samples.Count ? Aggregates.Of(metric, ours) : none_);
    }

    private static ItemValue Refiltered(RecordedSample sample, IReadOnlyList<AnswerFilter>? steps)
    {
        if (steps is null || sample.Written is not [var repeats])
        {
            return new ItemValue.None(steps is null ? "a step of the filter is not replayed" : "the answers before the filter are not there");
        }

        IReadOnlyList<string> answers = [.. repeats.Select(r => (r as Field.Text)?.Value ?? "")];
        return new ItemValue.Text(string.Join('\n', steps.Aggregate(answers, (a, step) => step.Apply(a))));
    }

    private static ItemValue.Text? Left(IReadOnlyList<Field> filtered) =>
        filtered.All(f => f is Field.Text) ? new ItemValue.Text(string.Join('\n', filtered.Cast<Field.Text>().Select(t => t.Value)))
        : filtered is [Field.List list] && list.Elements.All(e => e is Field.Text) ? new ItemValue.Text(string.Join('\n', list.Elements.Cast<Field.Text>().Select(t => t.Value))) : null;

    // A number; a truth; a list of numbers and lists; an array as NumPy prints it.
    private static ItemValue Numbers(Field field)
    {
        var numbers = new List<double>();
        return Into(field, numbers) ? new ItemValue.Numbers([.. numbers]) : new ItemValue.None("what was recorded is no number");
    }

    private static bool Into(Field field, List<double> numbers)
    {
        switch (field)
        {
            case Field.Number when field.Amount() is { } value:
                numbers.Add(value);
                return true;
            case Field.Truth truth:
                numbers.Add(truth.Value ? 1 : 0);
                return true;
            case Field.List list:
                return list.Elements.All(e => Into(e, numbers));
            case Field.Text { Value: ['[', .. var inside, ']'] }:
                var parts = inside.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(PythonLiteral.Number).ToList();
                numbers.AddRange(parts.OfType<double>());
                return !parts.Contains(null);
            default:
                return false;
        }
    }
}

/// <summary>The metric of one item. A closed family.</summary>
internal abstract record ItemValue
{
    private ItemValue()
    {
    }

    /// <summary>One number, or several that a score is made of: the right class and the guess, a log-likelihood and the words.</summary>
    public sealed record Numbers(double[] All) : ItemValue;

    public sealed record Text(string Value) : ItemValue;

    /// <param name="Why">A clause: "the right choice is not in the target".</param>
    public sealed record None(string Why) : ItemValue;

    public string Shown => this switch
    {
        Numbers numbers => string.Join(", ", numbers.All.Select(n => n.ToString("R", CultureInfo.InvariantCulture))),
        Text text => $"'{text.Value}'",
        _ => "",
    };

    public bool IsNear(ItemValue other) => (this, other) switch
    {
        (Numbers a, Numbers b) => a.All.Length == b.All.Length &&
            a.All.Zip(b.All).All(p => Math.Abs(p.First - p.Second) <= Math.Max(Replay.Near, Digits(a.All)) * Math.Max(1, Math.Abs(p.First))),
        (Text a, Text b) => a.Value == b.Value,
        _ => false,
    };

    // NumPy prints arrays with eight digits; one number is written whole.
    private static double Digits(double[] all) => all.Length > 2 ? 1e-7 : 0;
}
