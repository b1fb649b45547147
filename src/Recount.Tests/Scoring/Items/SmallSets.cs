using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Tests.Scoring.Items;

/// <summary>Items and templates for tests.</summary>
internal static class SmallSets
{
    /// <summary>Items of JSON lines.</summary>
    public static ItemSet Of(params string[] lines)
    {
        var diagnostics = new Diagnostics();
        var set = ItemSet.Of("small", JsonItems.Rows("small.jsonl", new StringReader(string.Join('\n', lines)), diagnostics), null, new("small.jsonl", 1, 1, 1), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return set!;
    }

    public static Item One(string line) => Of(line).Items.Single();

    /// <summary>A template without mistakes.</summary>
    public static PromptTemplate Template(string text) => Sound(diagnostics => PromptTemplate.Read(text, At(text), diagnostics));

    public static FieldPath Path(string text) => Sound(diagnostics => FieldPath.Read(text, Place.Nowhere, diagnostics));

    public static ItemFilter Filter(string text) => Sound(diagnostics => ItemFilter.Read(text, At(text), diagnostics));

    public static ColumnMap Columns(string text) => Sound(diagnostics => ColumnMap.Read(text, At(text), diagnostics));

    public static ChoiceList Choices(params string[] templates) => new([.. templates.Select(Template)]);

    /// <summary>Places in a text of several lines.</summary>
    public static Func<int, int, Place> At(string text, string file = "")
    {
        var source = new SourceText(file, text);
        return (offset, length) =>
        {
            var before = source.Text[..offset];
            return source.At(before.Count(c => c == '\n') + 1, offset - (before.LastIndexOf('\n') + 1) + 1, length);
        };
    }

    private static T Sound<T>(Func<Diagnostics, T?> read)
    {
        var diagnostics = new Diagnostics();
        var value = read(diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return value!;
    }
}
