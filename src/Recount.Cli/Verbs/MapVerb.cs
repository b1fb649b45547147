using System.CommandLine;
using Recount.Reports;

namespace Recount.Cli.Verbs;

/// <summary><c>recount map 56</c>: which percentages can be printed for so many items.</summary>
internal static class MapVerb
{
    private static readonly string[] Formats = ["table", "markdown"];

    public static Command Command(Screen screen)
    {
        var items = new Argument<long>("items") { Description = "How many items the test set has." };
        var decimals = new Option<int>("--decimals") { Description = "Digits after the point: 0 or 1.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var format = new Option<string>("--format") { Description = $"What goes to standard output: {string.Join(", ", Formats)}.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong(Formats);
        var command = new Command("map", "Show which percentages so many items can print (a GRIM map).") { items, decimals, format };
        command.SetAction(parsed =>
        {
            var (n, digits) = (parsed.GetValue(items), parsed.GetValue(decimals));
            if (n < 1 || digits is < 0 or > GrimMap.MostDecimals)
            {
                return screen.Refuse(
                    n < 1 ? $"{n} is no number of items." : $"A map has room for up to {GrimMap.MostDecimals} digit after the point, not {digits}.",
                    "Such as: recount map 56 --decimals 1");
            }

            if (parsed.GetValue(format) == "markdown")
            {
                screen.Out.Write(GrimMap.Markdown(n, digits));
            }
            else
            {
                screen.Show(GrimMap.Render(n, digits, screen.Width));
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
