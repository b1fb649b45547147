using System.Diagnostics;
using Recount.Scoring;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;

namespace Recount.Claims.Evaluations;

/// <summary>From what a model said of each item under each format to a matrix of outcomes.</summary>
public static class GridOutcomes
{
    /// <summary>The matrix; items of one question count as one, which is right when all of them are.</summary>
    /// <param name="results">One for each format.</param>
    /// <param name="tolerance">Nats by which log-likelihoods may differ on another machine: <see cref="NearTie.Single"/> or <see cref="NearTie.Half"/>.</param>
    public static FormatMatrix Of(FormattedTask task, IReadOnlyList<FormatTask> formats, IReadOnlyList<Answered> results, double tolerance)
    {
        var items = results[0].Items.Select(i => i.Item).ToList();
        var groups = Groups(task, items);
        var outcomes = formats.Zip(results, (f, r) => Grouped([.. r.Items.Select(i => Of(i, f.By, tolerance))], groups)).ToList();
        var ids = groups is null ? items.ConvertAll(i => i.Id) : [.. groups.Select(g => g.Name)];
        IReadOnlyList<int>? gold = groups is null && results[0].Items.All(i => i is ScoredItem.Chosen { Answer.Gold.Count: 1 }) && task.Classes.Count > 0
            ? [.. results[0].Items.Cast<ScoredItem.Chosen>().Select(c => c.Answer.Gold[0])] : Classes(task, groups is null ? items : []);
        return new([.. formats.Select(f => f.Format.Name)], ids, outcomes, gold);
    }

    private static Outcome Of(ScoredItem item, ScoredBy by, double tolerance) => (item, by) switch
    {
        (ScoredItem.Chosen chosen, ScoredBy.Ranked ranked) => Outcome.Of(chosen.Answer, ranked.By, tolerance),
        (ScoredItem.Followed followed, _) => new(followed.Answer.IsGreedy ? 1 : 0),
        (ScoredItem.Written written, ScoredBy.Written answer) => new(answer.IsWanted(written.Item) ? written.Exact : 1 - written.Exact),
        _ => throw new UnreachableException(item.GetType().Name),
    };

    // Where the answers are written, the classes are known from the items alone.
    private static IReadOnlyList<int>? Classes(FormattedTask task, IReadOnlyList<Item> items)
    {
        var classes = items.Select(i => PromptTemplate.Shown(i[task.Gold]) is { } text ? task.ClassOf(text) : null).ToList();
        return classes.Count > 0 && task.Classes.Count > 0 && classes.All(c => c is not null) ? [.. classes.Select(c => c!.Value)] : null;
    }

    private static List<(string Name, List<int> Members)>? Groups(FormattedTask task, List<Item> items)
    {
        if (task.Group is null || PromptTemplate.Read(task.Group, (_, _) => Text.Place.Nowhere, new()) is not { } template)
        {
            return null;
        }

        return [.. items.Select((item, at) => (Name: template.Render(item), at)).GroupBy(i => i.Name).Select(g => (g.Key, g.Select(i => i.at).ToList()))];
    }

    private static IReadOnlyList<Outcome> Grouped(IReadOnlyList<Outcome> outcomes, List<(string Name, List<int> Members)>? groups) => groups is null ? outcomes
        : [.. groups.Select(g => new Outcome(g.Members.Min(m => outcomes[m].Score), g.Members.Min(m => outcomes[m].Low), g.Members.Min(m => outcomes[m].High)))];
}
