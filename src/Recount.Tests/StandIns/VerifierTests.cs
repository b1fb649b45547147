using VerifyXunit;
using Xunit.Sdk;

namespace Recount.Tests.StandIns;

/// <summary>The stand-in for Verify has its manners: nothing is accepted without a person.</summary>
public class VerifierTests
{
    [Fact]
    public async Task A_missing_file_fails_and_leaves_what_was_received()
    {
        using var folder = new Cli.Desk();
        await Assert.ThrowsAsync<XunitException>(async () => await Verifier.Verify("text\r\n").UseDirectory(folder.Root).UseFileName("a"));
        Assert.Equal("text\n", File.ReadAllText(folder.At("a.received.txt")));
        Assert.False(File.Exists(folder.At("a.verified.txt")));
    }

    [Fact]
    public async Task A_difference_fails_and_equality_removes_what_was_received()
    {
        using var folder = new Cli.Desk();
        File.WriteAllText(folder.At("a_80.verified.md"), "text\n");
        var error = await Assert.ThrowsAsync<XunitException>(async () => await Verifier.Verify("other", "md").UseDirectory(folder.Root).UseFileName("a").UseParameters(80));
        Assert.Contains("- 1: text\n+ 1: other\n", error.Message, StringComparison.Ordinal);

        await Verifier.Verify("TEXT", "md").UseDirectory(folder.Root).UseFileName("a").UseParameters(80).AddScrubber(t => t.Replace("TEXT", "text"));
        Assert.False(File.Exists(folder.At("a_80.received.md")));
    }
}
