using Recount.Scoring.Items;

namespace Recount.Scoring.Tasks;

/// <summary>The traps that a task's templates and items hold.</summary>
public static class TaskTraps
{
    /// <summary>All that are found, without any tokenizer.</summary>
    public static IEnumerable<Trap> Of(BenchmarkTask task)
    {
        PromptTemplate[] templates = [task.Context, .. task.Description is { } d ? [d] : Array.Empty<PromptTemplate>(), .. Choices(task.Asked)?.Templates ?? []];
        foreach (var template in templates)
        {
            foreach (var trap in Traps.BackslashN(template).Concat(Traps.DoubledBraces(template, task.Items)))
            {
                yield return trap;
            }
        }

        if (task.Asked is not Asked.Rolling)
        {
            foreach (var trap in Traps.TrailingWhite(task.Context, task.Items))
            {
                yield return trap;
            }
        }

        if (Choices(task.Asked) is { } choices)
        {
            foreach (var trap in Traps.EqualChoices(choices, task.Items).Concat(task.Asked is Asked.Choice ? Traps.Joins(task.Context, task.Delimiter, choices, task.Items) : []))
            {
                yield return trap;
            }
        }

        // Shots from the very same file are drawn around the item; other files may hold it too.
        if (task.Shots is { } shots && shots.Pool.Sha256 != task.Items.Sha256)
        {
            foreach (var trap in Traps.Leak(shots.Pool, task.Items, task.Context))
            {
                yield return trap;
            }
        }
    }

    private static ChoiceList? Choices(Asked asked) => asked switch
    {
        Asked.Choice(var choices, _) => choices,
        Asked.Beginning(var beginnings, _, _) => beginnings,
        _ => null,
    };
}
