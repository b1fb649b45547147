using Recount.Claims;
using Recount.Printed;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the published number of a claim: a text, or the cell that <c>{column}</c> stands for, with declarations of its own.</summary>
internal sealed class PublishedReader(NumberReader numbers, Scope at, Diagnostics diagnostics)
{
    /// <summary>The number; null when the claim publishes none, when its cell is empty, or when a mistake was reported.</summary>
    public PrintedNumber? Read(YamlNode.Mapping claim, out bool isEmpty)
    {
        isEmpty = false;
        if (claim["published"] is not { } published)
        {
            return null;
        }

        var mapping = published as YamlNode.Mapping;
        var text = mapping is null ? published as YamlNode.Scalar : mapping.Text("printed");
        if (text is { Text: ['{', .., '}'] })
        {
            return Cell(text, mapping, claim, out isEmpty);
        }

        return numbers.Read("the published number", published) is { } own ? own with { At = own.At ?? claim.Text("at")?.Text } : null;
    }

    private PrintedNumber? Cell(YamlNode.Scalar text, YamlNode.Mapping? mapping, YamlNode.Mapping claim, out bool isEmpty)
    {
        isEmpty = false;
        var column = text.Text[1..^1].Trim();
        if (at is not { Table: { } table, Row: { } row })
        {
            diagnostics.Add(Mistakes.OnlyWith(text.At, text.Text, "each"));
            return null;
        }

        if (!table.Columns.Contains(column))
        {
            diagnostics.Add(Mistakes.UnknownColumn(text.At, column, table.Name, table.Columns));
            return null;
        }

        isEmpty = row.Cells[column].IsEmpty;
        var options = mapping is not null && mapping.Entries.Any(e => SpecShape.IsPrintOption(e.Key.Text)) ? numbers.Options(mapping) : table.As[column];
        if (table.Number(row, column, diagnostics) is not { } cell || options is null)
        {
            return null;
        }

        // What the claim declares about the number can only lower its standing: the cell is no better known than its table.
        var declared = mapping?["status"] is null && claim["status"] is null ? cell.Status : numbers.Status(mapping);
        return cell with
        {
            Value = PublishedValue.Parse(cell.Value.Text, options),
            At = mapping?.Text("at")?.Text ?? cell.At,
            Status = (Status)Math.Max((int)cell.Status, (int)declared),
            Source = mapping?.Text("source")?.Text ?? cell.Source ?? claim.Text("source")?.Text,
            Elsewhere = cell.Elsewhere || NumberReader.Flag(mapping, "elsewhere"),
        };
    }
}
