using System.Globalization;
using Recount.Scoring.Items;

namespace Recount.Scoring.Recorded;

/// <summary>The metrics of one recorded sample, by the classes that score our own.</summary>
internal static class ItemMetrics
{
    public static ItemValue Of(RecordedSample sample, string metric, ReplaySettings settings) =>
        sample.IsWritten ? Answer(sample, metric, settings)
        : sample.IsRolling ? Rolling(sample, metric)
        : Scores(sample) is not { } scores ? new ItemValue.None("a log-likelihood is no finite number")
        : sample.Requests.Count == 1 ? Target(scores[0], metric)
        : Choice(sample, scores, metric, settings);

    private static ItemValue Target((double Value, bool IsGreedy) score, string metric) => metric switch
    {
        "acc" => One(score.IsGreedy ? 1 : 0),
        "perplexity" => One(score.Value),
        _ => new ItemValue.None($"'{metric}' of a target is not computed here"),
    };

    private static ItemValue Rolling(RecordedSample sample, string metric)
    {
        if (sample.Filtered is not [var response] || Number(response) is not { } sum)
        {
            return new ItemValue.None("the log-likelihood is no finite number");
        }

        var text = new RollingText(sample.Target, sum, 1);
        return metric switch
        {
            "word_perplexity" => new ItemValue.Numbers([sum, text.Words]),
            "byte_perplexity" or "bits_per_byte" => new ItemValue.Numbers([sum, text.Bytes]),
            _ => new ItemValue.None($"'{metric}' of a text is not computed here"),
        };
    }

    private static ItemValue Answer(RecordedSample sample, string metric, ReplaySettings settings)
    {
        if (metric != "exact_match")
        {
            return new ItemValue.None($"'{metric}' of an answer is not computed here");
        }

        var answer = sample.Filtered is [Field.Text text, ..] ? text.Value : sample.Filtered is [Field.List { Elements: [Field.Text inner, ..] }, ..] ? inner.Value : null;
        return answer is null ? new ItemValue.None("the answer is no text")
            : One((settings.Match.GetValueOrDefault(metric) ?? new()).Of(
                answer, IsList(sample.Target) && PythonLiteral.List(sample.Target) is { Count: > 0 } several ? several : [sample.Target]));
    }

    // As lm-evaluation-harness: what begins with a round bracket is a text, such as (A).
    private static bool IsList(string target) => target.TrimStart().StartsWith('[');

    private static ItemValue Choice(RecordedSample sample, List<(double Value, bool IsGreedy)> scores, string metric, ReplaySettings settings)
    {
        // With mutual information, the same continuations behind nothing follow the choices.
        var requests = sample.Requests;
        var half = requests.Count / 2;
        var isTwice = requests.Count % 2 == 0 && Enumerable.Range(0, half).All(i => requests[half + i] == ("", requests[i].Continuation)) && requests[0].Context.Length > 0;
        var count = isTwice ? half : requests.Count;
        var isBeginning = requests.Take(count).Select(r => r.Continuation).Distinct().Count() == 1;
        var choices = Enumerable.Range(0, count).Select(i => new ScoredChoice(Text(requests[i].Continuation!, settings), scores[i].Value, 1, scores[i].IsGreedy)
        {
            Given = isTwice ? new Dictionary<string, double> { [""] = scores[half + i].Value } : new Dictionary<string, double>(),
        }).ToList();
        if (isBeginning)
        {
            return new ItemValue.None("the contexts are the choices, and which is right is not in the target");
        }

        if (Gold(sample.Target, choices) is not { } gold)
        {
            return new ItemValue.None($"the target '{Recount.Text.Plain.Short(sample.Target, 40)}' is none of the choices");
        }

        Normalisation? by = metric switch
        {
            "acc" or "f1" or "mcc" => new Normalisation.None(), "acc_norm" => new Normalisation.Character(), "acc_bytes" => new Normalisation.Byte(),
            "acc_mutual_info" => new Normalisation.Unconditional(""), _ => null,
        };
        if (metric == "exact_match")
        {
            return One(gold.Any(g => g >= 0 && g < count && choices[g].IsGreedy) ? 1 : 0);
        }

        if (metric == "brier_score")
        {
            return gold.Count == 1 ? new ItemValue.Numbers([gold[0], .. Softmax(choices)]) : new ItemValue.None("a Brier score takes one right choice");
        }

        if (by is null)
        {
            return new ItemValue.None($"'{metric}' of choices is not computed here");
        }

        return Pick.Of(choices, by) switch
        {
            Pick.Undetermined(var why) => new ItemValue.None(why),
            Pick.Chosen(var index, _) when metric is "f1" or "mcc" => gold.Count == 1 ? new ItemValue.Numbers([gold[0], index]) : new ItemValue.None("a class takes one right choice"),
            Pick.Chosen(var index, _) => One(gold.Contains(index) ? 1 : 0),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string Text(string continuation, ReplaySettings settings) =>
        continuation.StartsWith(settings.Delimiter, StringComparison.Ordinal) ? continuation[settings.Delimiter.Length..] : continuation;

    // An index, several as Python writes a list, or the text of a choice. An index of no choice, such as -100, is never right.
    private static List<int>? Gold(string target, List<ScoredChoice> choices)
    {
        if (int.TryParse(target, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return [index];
        }

        if (choices.FindIndex(c => c.Text == target) is >= 0 and var named)
        {
            return [named];
        }

        int Index(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i : choices.FindIndex(c => c.Text == text);
        var several = PythonLiteral.List(target)?.Select(Index).ToList();
        return several is { Count: > 0 } ? several : null;
    }

    private static double[] Softmax(List<ScoredChoice> choices)
    {
        var most = choices.Max(c => c.LogLikelihood);
        var weights = choices.Select(c => Math.Exp(c.LogLikelihood - most)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static List<(double Value, bool IsGreedy)>? Scores(RecordedSample sample)
    {
        var scores = sample.Filtered.Select(Score).ToList();
        return scores.Count != sample.Requests.Count || scores.Contains(null) ? null : [.. scores.Select(s => s!.Value)];
    }

    // [-3.1, false], ["-3.1", "False"], "(-3.1, False)".
    private static (double Value, bool IsGreedy)? Score(Field response)
    {
        IReadOnlyList<string>? parts = response is Field.Text text ? PythonLiteral.List(text.Value) : [.. response.Elements().Select(e => e.Word() ?? "")];
        return parts is [var value, var greedy] && PythonLiteral.Number(value) is { } number ? (number, greedy is "True" or "true" or "1" or "1.0") : null;
    }

    private static double? Number(Field response) => response is Field.List { Elements: [var only] } ? Number(only) : response.Word() is { } word ? PythonLiteral.Number(word) : null;

    private static ItemValue.Numbers One(double value) => new([value]);
}
