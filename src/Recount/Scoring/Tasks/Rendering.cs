using System.Diagnostics;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Tasks;

/// <summary>Makes the prompts of a task's items.</summary>
public sealed class Rendering
{
    /// <summary>Most mistakes that are said of one task's items.</summary>
    public const int Most = 20;

    private readonly BenchmarkTask _task;
    private readonly IReadOnlyList<IReadOnlyList<int>>? _shots;
    private readonly Dictionary<int, string> _examples = [];

    /// <summary>Draws the shots; that some cannot be drawn is added to the problems.</summary>
    /// <param name="problems">Sentences, each naming its item.</param>
    public Rendering(BenchmarkTask task, List<string> problems) => (_task, _shots) = (task, Draw(task, problems));

    /// <summary>The items that are rendered, by their places among the task's; null for all of them. Shots are the same either way.</summary>
    public IReadOnlyList<int>? Only { get; init; }

    /// <summary>Renders all items; what an item lacks is added to the problems, and the item left out.</summary>
    /// <param name="problems">Sentences, each naming its item.</param>
    public static IReadOnlyList<RenderedItem> Of(BenchmarkTask task, List<string> problems) => new Rendering(task, problems).Of(0, task.Items.Items.Count, problems);

    /// <summary>Renders some items one after the other; not by several threads at once.</summary>
    /// <param name="start">The first of them, by its place among those that are rendered.</param>
    public IReadOnlyList<RenderedItem> Of(int start, int count, List<string> problems)
    {
        var rendered = new List<RenderedItem>();
        for (var at = start; at < Math.Min(start + count, Only?.Count ?? _task.Items.Items.Count) && problems.Count < Most; at++)
        {
            var i = Only?[at] ?? at;
            var item = _task.Items.Items[i];
            try
            {
                var before = (_task.Description?.Render(item) ?? "") + string.Concat((_shots is null ? [] : _shots[i]).Select(s => Example(_task, s, _examples) + _task.Shots!.Divider));
                rendered.Add(One(_task, item, before));
            }
            catch (FormatException e)
            {
                problems.Add(e.Message);
            }
        }

        return rendered;
    }

    private static RenderedItem One(BenchmarkTask task, Item item, string before)
    {
        var context = before + task.Context.Render(item);
        switch (task.Asked)
        {
            case Asked.Choice(var list, var gold):
                var choices = list.Render(item);
                return new(item, [.. choices.Select(c => (context, task.Delimiter + c))], choices, gold.Of(item, choices), []);
            case Asked.Beginning(var list, var ending, var gold):
                var beginnings = list.Render(item);
                var end = ending.Render(item);
                return new(item, [.. beginnings.Select(b => (context + b, task.Delimiter + end))], [.. beginnings.Select(_ => end)], gold.Of(item, beginnings), []);
            case Asked.Target(var text):
                var target = text.Render(item);
                return new(item, [(context, target)], [target], [], []);
            case Asked.Rolling:
                return new(item, [(context, "")], [context], [], []);
            case Asked.Answer answer:
                return new(item, [(context, "")], [], [], Targets(answer.Targets, item));
            default:
                throw new UnreachableException(task.Asked.GetType().Name);
        }
    }

    // A solved example: the question, the delimiter, the first right answer.
    private static string Example(BenchmarkTask task, int at, Dictionary<int, string> examples)
    {
        if (examples.TryGetValue(at, out var known))
        {
            return known;
        }

        var item = task.Shots!.Pool.Items[at];
        var question = task.Context.Render(item);
        string Chosen(ChoiceList list, Gold gold) => list.Render(item) is var choices ? choices[gold.Of(item, choices)[0]] : "";
        return examples[at] = task.Asked switch
        {
            Asked.Choice(var list, var gold) => question + task.Delimiter + Chosen(list, gold),
            Asked.Beginning(var list, var ending, var gold) => question + Chosen(list, gold) + task.Delimiter + ending.Render(item),
            // As lm-evaluation-harness does, though nothing stands between the evaluated question and its target.
            Asked.Target(var text) => question + task.Delimiter + text.Render(item),
            Asked.Answer answer => question + task.Delimiter + Targets(answer.Targets, item)[0],
            _ => question,
        };
    }

    private static IReadOnlyList<string> Targets(PromptTemplate template, Item item) => template.Whole?.Find(item) is Field.List { Elements.Count: > 0 } list
        ? [.. list.Elements.Select(e => PromptTemplate.Shown(e) ?? throw ItemMistakes.NotInText(item, template.Written, e))] : [template.Render(item)];

    private static IReadOnlyList<IReadOnlyList<int>>? Draw(BenchmarkTask task, List<string> problems)
    {
        if (task.Shots is not { } shots)
        {
            return null;
        }

        static string Content(Item item) => string.Join('\n', item.Fields.Select(f => $"{f.Key}={f.Value.Json}"));
        string[] contents = [.. shots.Pool.Items.Select(Content)];
        // The same file is the same items: no item is shown its own answer.
        FewShotPool pool = shots.Pool.Sha256.Length > 0 && shots.Pool.Sha256 == task.Items.Sha256 ? new FewShotPool.Evaluated(contents) : new FewShotPool.Apart(contents, shots.OneMore);
        switch (shots.Rule.Draw(pool, [.. task.Items.Items.Select(i => new FewShotItem(i.Id, Content(i)))], shots.Count))
        {
            case FewShotDraws.Drawn(var drawn):
                return drawn;
            case FewShotDraws.TooFew(var item, var left, var asked):
                problems.Add($"Item '{Plain.Short(item)}' should have {asked} shots, and {left} can be drawn from the {shots.Pool.Items.Count} of '{shots.Pool.Name}'.");
                break;
            case FewShotDraws.Leaking leak:
                problems.Add($"Shots are drawn from what is evaluated: an item is shown its own answer with probability {leak.Chance:0.###}.");
                break;
        }

        return null;
    }
}
