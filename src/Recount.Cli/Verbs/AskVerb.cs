using System.CommandLine;
using Recount.Audits;
using Recount.Findings;
using Recount.Reports;

namespace Recount.Cli.Verbs;

/// <summary><c>recount ask</c>: one relation, without a spec.</summary>
internal static class AskVerb
{
    public static Command Command(Screen screen)
    {
        var question = new Argument<string>("question") { Description = $"Such as \"{Question.Forms[0]}\", \"{Question.Forms[1]}\" or \"{Question.Forms[3]}\"." };
        var yaml = new Option<bool>("--yaml") { Description = "Print a claim to paste into a spec instead." };
        var steps = new Option<bool>("--steps") { Description = "Show the whole chain." };
        var command = new Command("ask",
            "Hold numbers against one another without writing a spec. Exit 1: inconsistent; 2: not readable.") { question, yaml, steps };
        command.SetAction(parsed =>
        {
            if (Question.Read(parsed.GetValue(question)!, out var mistake) is not { } asked)
            {
                return screen.Refuse(mistake!, $"Ask like this: {string.Join("   ", Question.FormsLike(parsed.GetValue(question)!).Select(f => $"\"{f}\""))}");
            }

            if (parsed.GetValue(yaml))
            {
                screen.Out.Write(asked.Yaml());
                return ExitCodes.Fine;
            }

            var finding = asked.Answer();
            var page = new Page(screen.Width);
            page.Line(new Piece(finding.Verdict.Word, finding.Level == Level.Error ? Tone.Bad : Tone.Good));
            page.Text(finding.Reason, 2);
            if (finding.Verdict is Verdict.Consistent { Power: var power })
            {
                page.Text($"power: {power}", 2, Tone.Faint);
            }

            if (parsed.GetValue(steps))
            {
                page.Blank();
                Words.Steps(page, finding);
            }

            page.Blank();
            page.Labelled("  keep it   ", $"recount ask --yaml {Hints.Quote(asked.Text)}");
            screen.Show(page);
            return finding.Verdict is Verdict.Inconsistent ? ExitCodes.Alarm : ExitCodes.Fine;
        });
        return command;
    }
}
