using Recount.Specs;
using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>What is found by its digest: in the cache, in mirrors, and never other bytes than asked for.</summary>
public sealed class InputStoreTests : IDisposable
{
    private static readonly byte[] Content = [.. "k,x\na,1\n"u8];

    private static readonly string Sha256 = Bench.Of(Content);

    private readonly string _root = Directory.CreateTempSubdirectory("recount-").FullName;

    private string Cache => Path.Combine(_root, "cache");

    private string Mirror => Path.Combine(_root, "mirror");

    private InputStore Store => new(Cache, [Path.Combine(_root, "not-there"), Mirror]);

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void What_no_place_has_is_not_there_and_the_places_are_said() =>
        Assert.Equal([Cache, Path.Combine(_root, "not-there"), Mirror], Assert.IsType<Found.NotThere>(Find()).Places);

    [Fact]
    public void A_text_that_is_no_digest_finds_no_file() => Assert.Throws<ArgumentException>(() => Find(Store, "../../etc/hosts"));

    [Theory]
    [InlineData("", "  ", "t.csv", "t.csv")]
    [InlineData("", " *", "t.csv", "t.csv")]
    [InlineData("", "  ", "a/b/c/d/e/f.csv", "a/b/c/d/e/f.csv")]
    [InlineData("a/b/c", "  ", "t.csv", "a/b/c/t.csv")]
    [InlineData("a/b/c", "  ", "../with space.csv", "a/b/with space.csv")]
    public void A_list_of_a_mirror_names_its_files(string listFolder, string between, string named, string lies)
    {
        Put(Path.Combine(Mirror, lies), Content);
        List(listFolder, $"not a line\n{Sha256.ToUpperInvariant()}{between}{named}\n");

        Assert.Equal(new Found.There(Path.Combine(Mirror, lies), Content.Length, true), Find());
    }

    [Theory]
    [InlineData("", "../outside.csv")]
    [InlineData("a", "../../outside.csv")]
    [InlineData("", "ROOT/outside.csv")]
    [InlineData("", "ROOT/mirror/inside.csv")]
    [InlineData("", "../mirror-too/beside.csv")]
    [InlineData("", "none.csv")]
    [InlineData("a/b/c/d", "../../../../inside.csv")]
    [InlineData(".hidden", "../inside.csv")]
    [InlineData("", "")]
    public void But_no_others(string listFolder, string named)
    {
        Put(Path.Combine(_root, "outside.csv"), Content);
        Put(Path.Combine(_root, "mirror-too", "beside.csv"), Content);
        Put(Path.Combine(Mirror, "inside.csv"), Content);
        List(listFolder, $"{Sha256}  {named.Replace("ROOT", _root, StringComparison.Ordinal)}\n");

        Assert.IsType<Found.NotThere>(Find());
        List("", $"{Sha256}  inside.csv\n");
        Assert.IsType<Found.There>(Find());
    }

    [Fact]
    public void A_mirror_may_have_the_layout_of_a_cache()
    {
        Put(InputStore.PathIn(Mirror, Sha256), Content);
        Assert.Equal(new Found.There(Path.Combine(Mirror, "sha256", Sha256[..2], Sha256), Content.Length, true), Find());
    }

    [Fact]
    public void The_cache_comes_first()
    {
        Put(InputStore.PathIn(Mirror, Sha256), Content);
        Put(InputStore.PathIn(Cache, Sha256), Content);
        Assert.False(Assert.IsType<Found.There>(Find()).InMirror);
    }

    [Fact]
    public void Other_bytes_are_not_used_and_the_next_place_is_asked()
    {
        var other = InputStore.PathIn(Cache, Sha256);
        Put(other, [1]);
        Assert.Equal(new Found.Other(other, Bench.Of([1])), Find());

        Put(Path.Combine(Mirror, "bad.csv"), [2]);
        List("", $"{Sha256}  bad.csv\n");
        Assert.Equal(new Found.Other(other, Bench.Of([1])), Find());

        Put(InputStore.PathIn(Mirror, Sha256), Content);
        Assert.True(Assert.IsType<Found.There>(Find()).InMirror);
    }

    [Fact]
    public void A_file_is_read_again_each_time()
    {
        var path = InputStore.PathIn(Cache, Sha256);
        Put(path, Content);
        var (store, written) = (Store, File.GetLastWriteTimeUtc(path));
        Assert.IsType<Found.There>(Find(store, Sha256));

        File.WriteAllBytes(path, [.. Content.Reverse()]);
        File.SetLastWriteTimeUtc(path, written);
        Assert.IsType<Found.Other>(Find(store, Sha256));
    }

    [Fact]
    public void A_device_in_a_mirror_is_not_read_for_ever()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero");
        List("", $"{Sha256}  zero\n");
        File.CreateSymbolicLink(Path.Combine(Mirror, "zero"), "/dev/zero");

        Assert.IsType<Found.Other>(Find());
    }

    [Fact]
    public void A_large_file_that_changed_behind_a_link_is_read_again()
    {
        var (blob, large) = (Path.Combine(_root, "blob"), new byte[(1 << 26) + 1]);
        Put(blob, large);
        List("", $"{Bench.Of(large)}  link\n");
        File.CreateSymbolicLink(Path.Combine(Mirror, "link"), blob);
        var store = Store;
        Assert.IsType<Found.There>(Find(store, Bench.Of(large)));

        var before = Bench.Of(large);
        large[0] = 1;
        using (var stream = File.OpenWrite(blob))
        {
            stream.WriteByte(1);
        }

        File.SetLastWriteTimeUtc(blob, DateTime.UnixEpoch);
        Assert.Equal(new Found.Other(Path.Combine(Mirror, "link"), Bench.Of(large)), Find(store, before));
    }

    [Fact]
    public void A_loop_of_folders_ends()
    {
        List("a", $"{Sha256}  t.csv\n");
        Put(Path.Combine(Mirror, "a", "t.csv"), Content);
        Directory.CreateSymbolicLink(Path.Combine(Mirror, "a", "up"), Mirror);

        Assert.Equal(Path.Combine(Mirror, "a", "t.csv"), Assert.IsType<Found.There>(Find()).Path);
    }

    [Theory]
    [InlineData("/c", "/x", "/c")]
    [InlineData(null, "/x", "/x/recount")]
    [InlineData("", "/x", "/x/recount")]
    [InlineData(null, "not/absolute", "HOME/recount")]
    [InlineData(null, null, "HOME/recount")]
    public void The_cache_is_where_the_environment_says(string? own, string? xdg, string cache)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has another folder");
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var store = InputStore.Of(v => v == "RECOUNT_CACHE" ? own : v == "XDG_CACHE_HOME" ? xdg : null);

        Assert.Equal(cache.Replace("HOME", home, StringComparison.Ordinal), store.Cache);
        Assert.Equal([store.Cache], Assert.IsType<Found.NotThere>(Find(store, Sha256)).Places);
    }

    [Fact]
    public void Mirrors_are_folders_set_apart_as_in_PATH()
    {
        var store = InputStore.Of(v => v == "RECOUNT_CACHE" ? Cache : v == "RECOUNT_MIRROR" ? string.Join(Path.PathSeparator, "", Mirror, " ", _root) : null);
        Assert.Equal([Cache, Mirror, _root], Assert.IsType<Found.NotThere>(Find(store, Sha256)).Places);
    }

    [Theory]
    [InlineData("MIT", true)]
    [InlineData("mit", true)]
    [InlineData("Apache-2.0", true)]
    [InlineData("CC0-1.0", true)]
    [InlineData("CC-BY-4.0", true)]
    [InlineData("CC-BY-SA-4.0", false)]
    [InlineData("CC-BY-NC-4.0", false)]
    [InlineData("CC-BY-ND-4.0", false)]
    [InlineData("GPL-3.0-only", false)]
    [InlineData("MIT OR GPL-3.0-only", false)]
    [InlineData("NONE", false)]
    [InlineData("NOASSERTION", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_what_a_permissive_licence_covers_is_bundled(string? licence, bool may) => Assert.Equal(may, Licence.MayBeBundled(licence));

    private Found Find() => Find(Store, Sha256);

    private static Found Find(InputStore store, string sha256) => store.Find(sha256, TestContext.Current.CancellationToken);

    private void List(string folder, string text) => Put(Path.Combine(Mirror, folder, "SHA256SUMS"), System.Text.Encoding.UTF8.GetBytes(text));

    private static void Put(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
