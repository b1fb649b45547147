using System.Globalization;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Tasks;

/// <content>What is right, and how what was written becomes an answer.</content>
public sealed partial class TaskReader
{
    private static readonly string[] Filters = ["leading-space", "lowercase"];

    private AnswerFilter? Find(TaskText regex)
    {
        var which = One("regex-which");
        if (which is not null && !int.TryParse(which.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            diagnostics.Add(Mistakes.NoFreeNumber(which.Whole, "number for 'regex-which'", which.Text, "-1"));
            return null;
        }

        return Pattern(regex) is { } pattern ? new AnswerFilter.Find(pattern, which is null ? 0 : int.Parse(which.Text, CultureInfo.InvariantCulture)) : null;
    }

    private AnswerFilter? Filter(TaskText filter)
    {
        if (!Filters.Contains(filter.Text))
        {
            diagnostics.Add(Mistakes.NotAWord(filter.Whole, filter.Text, Filters));
            return null;
        }

        return filter.Text == "lowercase" ? new AnswerFilter.Lowercase() : new AnswerFilter.LeadingSpace();
    }

    private PythonPattern? Pattern(TaskText regex)
    {
        try
        {
            return PythonPattern.Parse(regex.Text);
        }
        catch (FormatException e)
        {
            var what = e.Message.TrimEnd('.');
            diagnostics.Add(Mistakes.NotForThisTask(regex.Whole, $"{char.ToLowerInvariant(what[0])}{what[1..]}"));
            return null;
        }
    }

    private ExactMatch? Match()
    {
        string[] words = ["case", "punctuation", "numbers"];
        var ignored = Many("ignore");
        foreach (var word in ignored.Where(i => !words.Contains(i.Text)))
        {
            diagnostics.Add(Mistakes.NotAWord(word.Whole, word.Text, words));
        }

        bool Ignores(string word) => ignored.Any(i => i.Text == word);
        var patterns = Many("ignore-pattern").ConvertAll(Pattern);
        return patterns.Contains(null) || !ignored.All(i => words.Contains(i.Text)) ? null : new()
        {
            Ignored = [.. patterns.Select(p => p!)], IgnoreCase = Ignores(words[0]), IgnorePunctuation = Ignores(words[1]), IgnoreNumbers = Ignores(words[2]),
        };
    }

    private Gold? Gold(ItemSet items)
    {
        if (One("gold") is null)
        {
            diagnostics.Add(Mistakes.MissingKey(whole, "a task with choices", "gold", Keys[2].Meaning));
            return null;
        }

        var template = Template("gold", items);
        var reading = One("gold-as") is { } said ? Reading(said) : new GoldReading.Undeclared();
        if (template is null || reading is null)
        {
            return null;
        }

        var gold = new Gold(template, reading);
        return reading is not GoldReading.Label label || label.Labels.Check(items, diagnostics) ? gold : null;
    }

    private GoldReading? Reading(TaskText said)
    {
        string[] words = ["index", "index1", "letter", "text", "label:FIELD", "truth:FALSE,TRUE"];
        if (said.Text.StartsWith("label:", StringComparison.Ordinal))
        {
            return FieldPath.Read(said.Text[6..], said.At(6, Math.Max(1, said.Text.Length - 6)), diagnostics) is { } labels ? new GoldReading.Label(labels) : null;
        }

        if (said.Text.StartsWith("truth:", StringComparison.Ordinal) && said.Text[6..].Split(',') is [var no, var yes] &&
            int.TryParse(no, NumberStyles.None, CultureInfo.InvariantCulture, out var whenFalse) && int.TryParse(yes, NumberStyles.None, CultureInfo.InvariantCulture, out var whenTrue))
        {
            return new GoldReading.Truth(whenFalse, whenTrue);
        }

        GoldReading? reading = said.Text switch
        {
            "index" => new GoldReading.Index(0), "index1" => new GoldReading.Index(1), "letter" => new GoldReading.Letter(), "text" => new GoldReading.ChoiceText(), _ => null,
        };
        if (reading is null)
        {
            diagnostics.Add(Mistakes.NotAWord(said.Whole, said.Text, words));
        }

        return reading;
    }
}
