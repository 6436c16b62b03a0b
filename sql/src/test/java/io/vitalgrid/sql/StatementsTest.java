package io.vitalgrid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {
  @Test
  void when_semicolons_separate_then_split() {
    Statements statements = Statements.of("SELECT 1; SELECT 2 ;\nSELECT");
    assertThat(statements.complete()).containsExactly("SELECT 1", "SELECT 2");
    assertThat(statements.rest()).isEqualTo("\nSELECT");
  }

  @Test
  void when_semicolons_are_quoted_or_in_comments_then_not_split() {
    String sql = "SELECT 'a;''b', \"c;d\" -- e;\n /* f;\n; */ FROM t";
    assertThat(Statements.of(sql + ";").complete()).containsExactly(sql);
  }

  @Test
  void when_quote_or_comment_is_open_then_not_complete() {
    assertThat(Statements.of("SELECT 'a;").complete()).isEmpty();
    assertThat(Statements.of("SELECT 1 /* ;").complete()).isEmpty();
    assertThat(Statements.of("SELECT 1 -- ;").complete()).isEmpty();
    assertThat(Statements.of("SELECT 1 -- ;\n;").complete()).containsExactly("SELECT 1 -- ;");
  }

  @Test
  void when_only_space_and_comments_then_no_statement() {
    assertThat(Statements.ofScript(" ;; -- a\n; /* b */ ")).isEmpty();
    assertThat(Statements.hasSql(" -- a\n")).isFalse();
    assertThat(Statements.hasSql("- 1")).isTrue();
  }

  @Test
  void when_script_lacks_the_last_semicolon_then_it_counts() {
    assertThat(Statements.ofScript("SELECT 1; SELECT 2")).containsExactly("SELECT 1", "SELECT 2");
  }
}
