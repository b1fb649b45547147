using Recount.Scoring.Formats;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Reports;

/// <summary>What <c>recount format</c> shows: the prompt that a format makes of an item, with every blank and break to be seen.</summary>
public static class FormatPage
{
    private const int Column = 14;

    /// <summary>A format with an item in it.</summary>
    public static Page Render(Page page, string task, FormatTask format, RenderedItem item)
    {
        page.Blank();
        page.Text($"{task} as {format.Format.Name}", 0, Tone.Strong);
        foreach (var key in new[] { "source", "status", "note" })
        {
            if (format.Format.One(key) is { } said)
            {
                page.Text(said.Text, Column, Tone.Faint, $"  {key}");
            }
        }

        page.Blank();
        Show(page, item.Pairs[0].Context);
        page.Blank();
        if (item.Choices.Count == 0 && format.Task.Asked is Asked.Answer)
        {
            page.Text($"what the model writes up to {string.Join(" or ", ((Asked.Answer)format.Task.Asked).Stops.Select(s => $"'{Visible(s)}'"))}; right is " +
                string.Join(" or ", item.Targets.Select(t => $"'{Visible(t)}'")), Column, Tone.Plain, "  then");
        }

        for (var i = 0; i < item.Choices.Count; i++)
        {
            var right = new Piece(item.Gold.Contains(i) ? "   right" : "", Tone.Good);
            page.Line(new Piece($"  {(i == 0 ? "then" : "or"),-(Column - 2)}", Tone.Faint), new Piece(Visible(item.Pairs[i].Continuation)), right);
        }

        return page.Text(Scored(format), Column, Tone.Faint, "  compared by");
    }

    /// <summary>All tasks with the formats that were published for them.</summary>
    public static Page Tasks(int width)
    {
        var page = new Page(width).Text("Tasks, and whose layouts of them are known (recount format TASK, or SOURCE/TASK):").Blank();
        foreach (var task in Presets.Tasks)
        {
            page.Line(new Piece($"  {task.Name,-12}", Tone.Strong), new Piece(string.Join(", ", Presets.Of(task.Name).Select(f => f.Name))));
            page.Text(task.Says, Column, Tone.Faint);
        }

        return page;
    }

    /// <summary>Text with marks for white space: a dot for a blank, a bent arrow for a break.</summary>
    public static string Visible(string text) => string.Concat(text.Select(c => c switch
    {
        ' ' => "·",
        '\n' => "↵",
        '\t' => "→",
        _ when char.IsWhiteSpace(c) => "␣",
        _ => c.ToString(),
    }));

    private static void Show(Page page, string prompt)
    {
        var lines = prompt.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var visible = Visible(lines[i]) + (i < lines.Length - 1 ? "↵" : "");
            var room = page.Width - 4;
            for (var at = 0; at == 0 || at < visible.Length; at += room)
            {
                page.Line(new Piece(at == 0 ? "  | " : "  : ", Tone.Faint), new Piece(visible[at..Math.Min(visible.Length, at + room)]));
            }
        }
    }

    private static string Scored(FormatTask format) => format.By switch
    {
        ScoredBy.Written { Holds: { } holds } => $"what is written, and '{holds}': where that is false, it is right not to write it",
        ScoredBy.Written => "what is written",
        ScoredBy.Followed => "whether it would be written",
        ScoredBy.Ranked { By: Recount.Scoring.Normalisation.Unconditional(var context) } => $"likelihood over that behind {(context.Length == 0 ? "nothing" : $"'{Visible(context)}'")}",
        ScoredBy.Ranked { By: Recount.Scoring.Normalisation.Token } => "likelihood per token",
        ScoredBy.Ranked { By: Recount.Scoring.Normalisation.Character } => "likelihood per character",
        ScoredBy.Ranked { By: Recount.Scoring.Normalisation.Byte } => "likelihood per byte",
        _ => "likelihood",
    };
}
