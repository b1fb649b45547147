using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// The choices of an item: the elements of the list that one template names (<c>{choices}</c>, <c>{choices.text}</c>), or one template for each choice (<c>yes</c> and <c>no</c>;
/// <c>{option1}</c> and <c>{option2}</c>).
/// </summary>
/// <param name="templates">At least one; a single one must name a list.</param>
public sealed class ChoiceList(IReadOnlyList<PromptTemplate> templates)
{
    public IReadOnlyList<PromptTemplate> Templates => templates;

    /// <summary>Reports fields that no item has; true when there are none.</summary>
    public bool Check(ItemSet items, Diagnostics diagnostics) => templates.Aggregate(true, (sound, t) => t.Check(items, diagnostics) && sound);

    /// <summary>The texts of an item's choices: two or more, none empty.</summary>
    /// <exception cref="FormatException">They cannot be had; the message is a sentence that names the item.</exception>
    public IReadOnlyList<string> Render(Item item)
    {
        List<string> choices = templates.Count == 1 ? Elements(item, templates[0]) : [.. templates.Select(t => t.Render(item))];
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Length == 0)
            {
                throw ItemMistakes.EmptyChoice(item, i);
            }
        }

        return choices.Count >= 2 ? choices : throw ItemMistakes.TooFewChoices(item, choices.Count);
    }

    private static List<string> Elements(Item item, PromptTemplate template)
    {
        if (template.Whole is not { } path)
        {
            return [template.Render(item)];
        }

        var field = path.Find(item, out var problem);
        if (problem is not null)
        {
            throw ItemMistakes.NoText(item, problem, template.Written);
        }

        var list = field as Field.List ?? throw ItemMistakes.NoList(item, path.Written, field);
        return [.. list.Elements.Select((e, i) => PromptTemplate.Shown(e) ?? throw ItemMistakes.NoChoice(item, path.Written, i, e))];
    }
}
