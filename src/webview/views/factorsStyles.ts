import { css } from 'lit';

export const factorsStyles = css`
  .lead {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 6px 24px;
    justify-content: space-between;
  }
  .formula {
    margin: 0;
  }
  .threshold {
    align-items: center;
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px 10px;
  }
  .threshold input {
    width: 110px;
  }
  .threshold span {
    min-width: 22ch;
  }
  .said {
    line-height: 1.6;
    margin: 20px 0 0;
    max-width: 90ch;
    padding-left: 18px;
  }
`;
