using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>Which choices of an item are right, where each file of a task may say that in its own way: a label of the choices, an index, a letter, the text of a choice.</summary>
internal static class ItemGold
{
    /// <exception cref="FormatException">It says nothing that fits; the message is a sentence that names the item.</exception>
    public static IReadOnlyList<int> Of(Item item, FormattedTask task, IReadOnlyList<string> choices)
    {
        var said = FieldPath.Read(task.Gold, Place.Nowhere, new())?.Find(item) ?? Field.Nothing;
        if (task.Labels is { } labels && item[labels] is Field.List list && PromptTemplate.Shown(said) is { } label
            && list.Elements.ToList().FindIndex(e => PromptTemplate.Shown(e) == label) is >= 0 and var at)
        {
            return [at];
        }

        var template = PromptTemplate.Read($"{{{task.Gold}}}", (_, _) => Place.Nowhere, new())!;
        GoldReading reading = said is Field.Text { Value: [var letter] } && char.IsAsciiLetter(letter) && !choices.Contains(letter.ToString()) ? new GoldReading.Letter()
            : new GoldReading.Undeclared();
        return new Gold(template, reading).Of(item, choices);
    }
}
