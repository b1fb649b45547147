using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>What a format makes of a task, as the texts that any task is read from, and the columns that these name.</summary>
internal sealed class FormatLayout
{
    private static readonly FormatKey Separator = FormatKey.Of("separator")!, Casing = FormatKey.Of("casing")!, Scoring = FormatKey.Of("scoring")!,
        Swap = FormatKey.Of("swap")!, Normalisation = FormatKey.Of("normalisation")!, Shots = FormatKey.Of("shots")!;

    private readonly Format _format;
    private readonly FormattedTask _task;
    private readonly Place _whole;
    private readonly Diagnostics _diagnostics;
    private readonly string _scoring;
    private readonly Marker _marker;
    private readonly IReadOnlyList<string> _words;

    // Formats' own names may hold anything; columns' may not.
    private readonly int _number;

    /// <param name="number">Of the format in its grid: what its columns are called by.</param>
    public FormatLayout(Format format, int number, FormattedTask task, Place whole, Diagnostics diagnostics)
    {
        (_format, _number, _task, _whole, _diagnostics) = (format, number, task, whole, diagnostics);
        _scoring = FormatGrid.Effective(format, Scoring);
        _marker = new(FormatGrid.Effective(format, FormatKey.Of("marker")!));
        _words = [.. format.Many("verbalizers").Select(v => v.Text)];
        Choices = ChoicesOf();
    }

    /// <summary>The texts of the choices, letters aside; null where an answer is written that is no choice.</summary>
    public ChoiceList? Choices { get; }

    public bool IsWritten => !IsFollowed && (_scoring.StartsWith("generate", StringComparison.Ordinal) || _format.One("answer") is not null);

    public bool IsRanked => !IsWritten && !IsFollowed;

    private bool IsFollowed => _format.One("target") is not null;

    // What is right is no choice.
    private bool IsFree => _format.One("answer") is not null || _format.One("target") is not null;

    private bool IsListed => _scoring is not ("text" or "generate");

    /// <summary>How an item's score comes of what the model says.</summary>
    public ScoredBy By => IsFollowed ? new ScoredBy.Followed()
        : IsWritten ? new ScoredBy.Written(_format.One("holds")?.Text.Trim('{', '}'))
        : new ScoredBy.Ranked(FormatGrid.Effective(_format, Normalisation) switch
    {
        "character" => new Normalisation.Character(),
        "byte" => new Normalisation.Byte(),
        "token" => new Normalisation.Token(),
        "unconditional" => new Normalisation.Unconditional(Context),
        _ => new Normalisation.None(),
    });

    /// <summary>Contexts without a question under which choices are scored too.</summary>
    public IReadOnlyList<string> Unconditional => IsRanked && FormatGrid.Effective(_format, Normalisation) == "unconditional" ? [Context] : [];

    private string Context => _format.One("unconditional")?.Text ?? "";

    /// <summary>What is said of the task; mistakes are reported.</summary>
    public IReadOnlyList<TaskText> Texts()
    {
        if (_format.One("template") is not { } template)
        {
            _diagnostics.Add(Mistakes.MissingKey(_whole, $"the format '{Plain.Short(_format.Name, 80)}'", "template", FormatKey.Of("template")!.Meaning));
            return [];
        }

        if (Layout.Read(template, _diagnostics) is not { } read || !Check(template))
        {
            return [];
        }

        var layout = IsListed ? read.WithChoices() : read;
        var separator = FormatGrid.Effective(_format, Separator);
        var filled = layout.Fill("context", s => Slot(s, separator), _format.One("newline")?.Text);
        var trimmed = filled with { Text = filled.Text.TrimEnd() };
        var delimiter = _format.One("delimiter")?.Text
            ?? (layout.EndsWithLabel is { } last && Label(last).Length > 0 ? separator[separator.TrimEnd().Length..]
            : filled.Text.Length > trimmed.Text.Length ? filled.Text[trimmed.Text.Length..]
            : " ");
        TaskText Of(string key, string text) => new(key, text, (_, _) => template.Whole);
        IEnumerable<TaskText> As(string key, string task) => _format.Many(key).Select(t => t with { Key = task });
        List<TaskText> said = [trimmed, Of("delimiter", delimiter), .. As("instruction", "description").Where(t => t.Text.Length > 0)];
        if (FormatGrid.Effective(_format, Shots) != "0")
        {
            said.AddRange([.. As("shots", "shots"), .. As("seed", "seed"), .. As("draw", "draw"), .. As("divider", "divider")]);
        }

        if (IsFollowed)
        {
            said.RemoveAll(s => s.Key == "delimiter");
            said.AddRange(As("target", "target"));
        }
        else if (IsWritten)
        {
            var until = As("until", "until").ToList();
            said.AddRange([.. As("answer", "answer"), .. until.Count > 0 ? until : [Of("until", "\n")], .. As("max-tokens", "max-tokens"), .. As("ignore", "ignore")]);
            said.Add(Of("filter", "leading-space"));
        }
        else
        {
            said.AddRange(IsListed ? [Of("choices", $"{{{Listed}}}")] : Completions());
        }

        return said;
    }

    /// <summary>Columns that the texts name: what is listed, and the letters that are ranked.</summary>
    public IEnumerable<(string Name, Func<Item, Field> Of)> Columns(ItemSet items)
    {
        if (IsListed && Choices is { } choices)
        {
            yield return (Listing, item => new Field.Text(string.Concat(choices.Render(item).Select((c, i) => $"{_marker.Of(item, i)} {c}\n"))));
            yield return (Listed, item => new Field.List([.. choices.Render(item).Select((_, i) => new Field.Text(Target(item, i)))]));
        }
    }

    /// <summary>What is right where a choice is.</summary>
    public string Target(Item item, int choice) => _scoring switch
    {
        "letters" or "generate-letters" => Marker.Bare(_marker.Of(item, choice)),
        "letters-and-text" => $"{_marker.Of(item, choice)} {Choices!.Render(item)[choice]}",
        _ => Choices!.Render(item)[choice],
    };

    /// <summary>The column with what is right, where it is written.</summary>
    public string TargetColumn => $"#target {_number}";

    private string Listed => $"#choices {_number}";

    private string Listing => $"#listing {_number}";

    private string Slot(string name, string separator) => name switch
    {
        Layout.Options => Layout.Escaped(Layout.InWords(_words)),
        Layout.Choices => IsListed ? $"{{{Listing}}}" : "",
        _ => Label(name) is { Length: > 0 } label ? Layout.Escaped(label + separator) : "",
    };

    // The first part without an equals sign names the question, the second the answer.
    private string Label(string slot)
    {
        var parts = _format.Many("labels").Select(l => l.Text).ToList();
        if (parts is ["none"])
        {
            return "";
        }

        var named = parts.FirstOrDefault(p => p.StartsWith($"{slot}=", StringComparison.Ordinal));
        var plain = parts.Where(p => !p.Contains('=', StringComparison.Ordinal)).ToList();
        var at = slot switch { "question" => 0, Layout.Answer => 1, _ => -1 };
        return Layout.Cased(named is not null ? named[(slot.Length + 1)..] : at >= 0 && at < plain.Count ? plain[at] : slot, FormatGrid.Effective(_format, Casing));
    }

    private bool Check(TaskText template)
    {
        var mark = _diagnostics.Mark;
        void Wrong(TaskText? at, string what, string? advice = null) => _diagnostics.Add(Mistakes.NotThisFormat(at?.Whole ?? template.Whole, what, advice));
        var labels = _format.Many("labels");
        var slots = Layout.Read(template, new())!.Slots.ToList();
        if (labels.FirstOrDefault(l => l.Text.Split('=') is [var slot, _] && !slots.Contains(slot)) is { } stray)
        {
            Wrong(stray, $"the template has no [{Plain.Short(stray.Text.Split('=')[0])}]");
        }

        if (labels.Count(l => !l.Text.Contains('=', StringComparison.Ordinal)) > 2)
        {
            Wrong(labels[^1], "a third label needs the name of its slot", "passage=Passage");
        }

        if (_words.Count > 0 && _task.Classes.Count > 0 && _words.Count != _task.Classes.Count)
        {
            Wrong(_format.One("verbalizers"), $"there are {_words.Count} verbalizers for the {_task.Classes.Count} classes of '{_task.Name}'",
                $"In the order {string.Join(", ", _task.Classes.Select(c => c[0]))}.");
        }

        if (_words.Distinct(StringComparer.Ordinal).Count() < _words.Count)
        {
            Wrong(_format.One("verbalizers"), "two classes have one verbalizer: nothing could be told apart");
        }

        if (_words.Count > 0 && _format.One("completion") is { } completion && Layout.Read(completion, new()) is { } read && !read.Slots.Contains(Layout.Verbalizer))
        {
            Wrong(completion, $"the completion has no [{Layout.Verbalizer}]: all classes would read alike");
        }

        if (_words.Count == 0 && _task.Classes.Count > 0 && !IsFree)
        {
            Wrong(null, $"the classes of '{_task.Name}' need verbalizers", $"In the order {string.Join(", ", _task.Classes.Select(c => c[0]))}.");
        }

        if (_words.Count == 0 && slots.Contains(Layout.Options))
        {
            Wrong(null, "[options] lists verbalizers, and there are none");
        }

        if (Choices is null && !IsFree && _words.Count == 0 && _task.Classes.Count == 0)
        {
            Wrong(null, "nothing says what is scored: verbalizers, choices, an answer or a target");
        }

        if (_format.One("holds") is { } holds && _format.One("answer") is null)
        {
            _diagnostics.Add(Mistakes.OnlyWith(holds.Whole, "holds", "answer"));
        }

        if (IsListed && !_marker.Counts)
        {
            Wrong(_format.One("marker"), $"the marker '{Plain.Short(_marker.Written)}' holds no letter or number that counts the choices",
                "One of A, a, 1 and i by itself: A. (a) 1) Choice A:");
        }

        if (IsFree && _scoring is not ("text" or "generate"))
        {
            Wrong(_format.One("scoring"), "a task without choices has no letters");
        }

        return _diagnostics.Mark == mark;
    }

    private ChoiceList? ChoicesOf()
    {
        if (IsFree && _words.Count == 0 && _format.One("choices") is null)
        {
            return null;
        }

        var templates = Completions().Select(c => PromptTemplate.Read(c.Text, c.At, _diagnostics)).ToList();
        return templates.Count == 0 || templates.Contains(null) ? null : new(templates.ConvertAll(t => t!));
    }

    // The text of each choice, as a template.
    private IReadOnlyList<TaskText> Completions()
    {
        if (_words.Count == 0)
        {
            return _format.Many("choices");
        }

        var words = FormatGrid.Effective(_format, Swap) == "true" ? _words.Reverse() : _words;
        return _format.One("completion") is not { } completion ? [.. words.Select(w => new TaskText("choices", Layout.Escaped(w), (_, _) => _format.One("verbalizers")!.Whole))]
            : Layout.Read(completion, _diagnostics) is { } layout ? [.. words.Select(w => layout.Fill("choices", s => s == Layout.Verbalizer ? Layout.Escaped(w) : Label(s), null))] : [];
    }
}
