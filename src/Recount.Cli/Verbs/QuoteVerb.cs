using System.CommandLine;
using Recount.Reports;

namespace Recount.Cli.Verbs;

/// <summary><c>recount quote 49 56</c>: how to print a count, before a draft is submitted.</summary>
internal static class QuoteVerb
{
    public static Command Command(Screen screen)
    {
        var right = new Argument<long>("right") { Description = "Items that are right." };
        var items = new Argument<long>("items") { Description = "All items." };
        var command = new Command("quote", "Say how to print a count such as 49 of 56: the digits it supports and its interval.") { right, items };
        command.SetAction(parsed =>
        {
            var (k, n) = (parsed.GetValue(right), parsed.GetValue(items));
            if (n < 1 || k < 0 || k > n)
            {
                return screen.Refuse($"{k} of {n} is no count.", "Such as: recount quote 49 56");
            }

            screen.Show(QuotePage.Render(k, n, screen.Width));
            return ExitCodes.Fine;
        });
        return command;
    }
}
