using System.CommandLine;
using Recount.Specs;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount schema</c>: the JSON Schema of the spec language, for editors.</summary>
internal static class SchemaVerb
{
    public static Command Command(Screen screen)
    {
        var output = new Option<string?>("--out") { Description = "Write it to this file instead of standard output.", HelpName = "FILE" };
        var command = new Command("schema", "Print the JSON Schema of the spec language, for editors.") { output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(output) is { } file)
            {
                Files.Write(file, SpecSchema.Render());
            }
            else
            {
                screen.Out.Write(SpecSchema.Render());
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
